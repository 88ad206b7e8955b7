using IndirectProvider.Accounts;
using System.Globalization;
using IndirectProvider.Catalog;
using IndirectProvider.Orders;
using IndirectProvider.Subscriptions;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>A state as a word and the kind of badge that helps to see it.</summary>
public sealed record Badge(string Text, string Kind);

/// <summary>The words for states, steps, terms and billing plans, the same on every page.</summary>
public static class Wording
{
    /// <summary>A day in the reader's culture, for example "30 Nov 2026" or "30.11.2026".</summary>
    public static string Day(DateOnly day)
    {
        var culture = CultureInfo.CurrentCulture;
        return day.ToString(culture.TwoLetterISOLanguageName == "de" ? "dd.MM.yyyy" : "d MMM yyyy", culture);
    }

    /// <summary>The day of a moment in UTC, in the reader's culture.</summary>
    public static string Day(DateTimeOffset moment) => Day(DateOnly.FromDateTime(moment.UtcDateTime));

    /// <summary>A list that can be exported, by its name in files.</summary>
    public static string OfList(string list, IStringLocalizer T) => list switch
    {
        "activity" => T["Activity log"],
        "catalog" => T["Catalog"],
        "customers" => T["Customers"],
        "indirect-resellers" => T["Indirect resellers"],
        "orders" => T["Orders"],
        "renewals" => T["Renewals"],
        "subscriptions" => T["Subscriptions"],
        "users" => T["Users"],
        _ => list,
    };

    /// <summary>Where an order stands.</summary>
    public static Badge Of(OrderState state, IStringLocalizer T) => state switch
    {
        OrderState.Submitted => new(T["Submitted"], "info"),
        OrderState.Provisioning => new(T["Provisioning"], "info"),
        OrderState.Completed => new(T["Completed"], "success"),
        OrderState.Failed => new(T["Failed"], "danger"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>What a step of an order does.</summary>
    public static string Of(OrderStepKind kind, IStringLocalizer T) => kind switch
    {
        OrderStepKind.CreateTenant => T["Create the customer's tenant"],
        OrderStepKind.CreateAdministrator => T["Create its administrator"],
        OrderStepKind.CreateCart => T["Put the products into a cart"],
        OrderStepKind.CreateSubscriptions => T["Create the subscriptions"],
        OrderStepKind.SealCredential => T["Prepare the setup info"],
        OrderStepKind.RecordSubscriptions => T["Add them to the customer's list"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Where a step of an order stands.</summary>
    public static Badge Of(OrderStepState state, IStringLocalizer T) => state switch
    {
        OrderStepState.Open => new(T["Waiting"], "neutral"),
        OrderStepState.Done => new(T["Finished"], "success"),
        OrderStepState.Failed => new(T["Failed"], "danger"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>Where a subscription stands.</summary>
    public static Badge Of(SubscriptionState state, IStringLocalizer T) => state switch
    {
        SubscriptionState.Active => new(T["Active"], "success"),
        SubscriptionState.Suspended => new(T["Suspended"], "warning"),
        SubscriptionState.Expired => new(T["Expired"], "warning"),
        SubscriptionState.Disabled => new(T["Disabled"], "danger"),
        SubscriptionState.Canceled => new(T["Canceled"], "neutral"),
        SubscriptionState.Deleted => new(T["Deleted"], "neutral"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>A term and how it is billed, for example "1 year, billed monthly".</summary>
    public static string Of(OfferPlan plan, IStringLocalizer T) => T["{0}, {1}", OfTerm(plan.Term, T), Billing(plan.Billing, T)];

    /// <summary>Name of a category of the catalogue.</summary>
    public static string OfCategory(string category, IStringLocalizer T) => category switch
    {
        "analytics" => T["Analytics"],
        "backup" => T["Backup"],
        "business" => T["Business applications"],
        "collaboration" => T["Collaboration"],
        "infrastructure" => T["Infrastructure"],
        "productivity" => T["Productivity"],
        "security" => T["Security"],
        _ => category,
    };

    /// <summary>How somebody proved who they are.</summary>
    public static string OfMethod(string method, IStringLocalizer T) => method switch
    {
        nameof(SignInMethod.Password) => T["Password"],
        nameof(SignInMethod.PasswordAndCode) => T["Password and code"],
        nameof(SignInMethod.PasswordAndPasskey) => T["Password and passkey"],
        nameof(SignInMethod.Passkey) => T["Passkey"],
        nameof(SignInMethod.Microsoft) => T["Microsoft"],
        _ => method,
    };

    /// <summary>How long one commits.</summary>
    public static string OfTerm(string term, IStringLocalizer T) => term switch
    {
        "P1M" => T["1 month"],
        "P1Y" => T["1 year"],
        "P3Y" => T["3 years"],
        _ => term,
    };

    /// <summary>How often one pays, where the context says that it is about paying.</summary>
    public static string HowOften(string billing, IStringLocalizer T) => billing switch
    {
        "monthly" => T["monthly"],
        "annual" => T["yearly"],
        "triennial" => T["every three years"],
        "one-time" => T["once"],
        _ => billing,
    };

    /// <summary>How one pays.</summary>
    public static string Billing(string billing, IStringLocalizer T) => billing switch
    {
        "monthly" => T["billed monthly"],
        "annual" => T["billed yearly"],
        "triennial" => T["billed every three years"],
        "one-time" => T["billed once"],
        _ => billing,
    };
}
