using System.Globalization;
using System.Text.Json;
using IndirectProvider.Accounts;
using IndirectProvider.Mail;
using IndirectProvider.Orders;
using IndirectProvider.Organisations;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Users;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>What a line of the activity log knows of before and after, in words.</summary>
public static class ActivityDetails
{
    /// <summary>One line for each fact that can be told; ids are left out.</summary>
    public static IReadOnlyList<string> Lines(string? json, IStringLocalizer T)
    {
        if (json is null)
        {
            return [];
        }

        using var document = JsonDocument.Parse(json);
        var details = document.RootElement;
        if (details.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        List<string?> lines = [];
        var (before, after) = (Part(details, "before"), Part(details, details.TryGetProperty("wanted", out _) ? "wanted" : "after"));
        foreach (var key in before.Keys.Union(after.Keys))
        {
            lines.Add(Change(key, before.GetValueOrDefault(key), after.GetValueOrDefault(key), T));
        }

        if (details.TryGetProperty("from", out var from) && details.TryGetProperty("to", out var to))
        {
            lines.Add($"{Value("from", from, T)} → {Value("to", to, T)}");
        }

        lines.AddRange(details.EnumerateObject().Where(p => p.Name is not ("before" or "after" or "wanted" or "from" or "to")).Select(p => Fact(p, T)));
        return [.. lines.OfType<string>()];
    }

    private static Dictionary<string, JsonElement> Part(JsonElement details, string name) =>
        details.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object
            ? part.EnumerateObject().ToDictionary(p => p.Name, p => p.Value)
            : [];

    private static string? Change(string key, JsonElement before, JsonElement after, IStringLocalizer T)
    {
        var (old, current) = (Value(key, before, T), Value(key, after, T));
        return Label(key, T) is not { } label || old == current ? null
            : old is null ? $"{label}: {current}"
            : $"{label}: {old} → {current ?? "–"}";
    }

    private static string? Fact(JsonProperty fact, IStringLocalizer T) => fact.Name switch
    {
        "chosen" => fact.Value.ValueKind == JsonValueKind.True ? T["Your company was chosen."] : T["Your company was replaced."],
        "left" => T["Recovery codes left: {0}", fact.Value],
        "browsers" => T["Browsers signed out: {0}", fact.Value],
        "again" => T["It was sent again."],
        "logo" => fact.Value.ValueKind == JsonValueKind.True ? T["A new logo was part of it."].Value : null,
        "filters" when fact.Value.ValueKind == JsonValueKind.Object =>
            string.Join(", ", fact.Value.EnumerateObject().Select(f => $"{f.Name}: {f.Value}")) is { Length: > 0 } filters ? T["Filtered by {0}", filters].Value : null,
        "lines" when fact.Value.ValueKind == JsonValueKind.Array => string.Join(", ", fact.Value.EnumerateArray().Select(OrderLine)),
        _ => Label(fact.Name, T) is { } label && Value(fact.Name, fact.Value, T) is { } value ? $"{label}: {value}" : null,
    };

    private static string OrderLine(JsonElement line) =>
        line.ValueKind == JsonValueKind.Object && line.TryGetProperty("offerName", out var name) && line.TryGetProperty("quantity", out var quantity)
            ? $"{name} × {quantity}"
            : "";

    private static string? Value(string key, JsonElement value, IStringLocalizer T) => value.ValueKind switch
    {
        JsonValueKind.True => T["Yes"],
        JsonValueKind.False => T["No"],
        JsonValueKind.Number => key == "refundPercent" ? $"{value} %" : value.ToString(),
        JsonValueKind.String => Text(key, value.GetString()!, T),
        JsonValueKind.Object when key == "address" =>
            string.Join(", ", value.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).Select(p => p.Value.GetString())),
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(v => Value(key, v, T)).OfType<string>()),
        _ => null,
    };

    private static string? Text(string key, string text, IStringLocalizer T)
    {
        if (text.Length == 0 || Guid.TryParse(text, out _))
        {
            return null;
        }

        return key switch
        {
            "term" => Wording.OfTerm(text, T),
            "billingPlan" => Wording.Billing(text, T),
            "language" or "culture" => CultureInfo.GetCultureInfo(text).DisplayName,
            "method" => Wording.OfMethod(text, T),
            "reason" => Reason(text, T),
            "state" => State(text, T),
            "roles" when Enum.TryParse<MemberRole>(text, out var roles) => RoleWording.Of(roles, T),
            "mail" => MailWording.KindOf(text, T) ?? text,
            "kind" when Filter.Of<OrderStepKind>(text) is { } step => Wording.Of(step, T),
            "attestation" => text == nameof(PartnerAttestation.Indirect) ? T["Indirect partner"] : T["Direct partner"],
            "by" => text == "Reseller" ? T["The indirect reseller"] : T["The indirect provider"],
            "termEndsAt" when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var moment) => Wording.Day(moment),
            _ => text,
        };
    }

    private static string State(string text, IStringLocalizer T) =>
        Filter.Of<SubscriptionState>(text) is { } subscription ? Wording.Of(subscription, T).Text
        : Filter.Of<ProfileRequestState>(text) switch
        {
            ProfileRequestState.Accepted => T["Accepted"],
            ProfileRequestState.Refused => T["Refused"],
            ProfileRequestState.Withdrawn => T["Withdrawn"],
            _ => text,
        };

    // Why a sign-in was refused; other reasons are sentences already.
    private static string Reason(string text, IStringLocalizer T) => text switch
    {
        "UnknownUser" => T["There is no such account"],
        "Refused" => T["Wrong password, or too many tries"],
        "Locked" => T["The account was locked after too many tries"],
        "Deleted" => T["The account is deleted"],
        "Disabled" => T["The account is disabled"],
        "NotConfirmed" => T["The e-mail address is not confirmed"],
        "TemporaryPasswordExpired" => T["The temporary password has expired"],
        "MicrosoftRequired" => T["The company requires signing in with Microsoft"],
        "MicrosoftAccountUnknown" => T["The Microsoft account is not connected to any account"],
        "MicrosoftTenantNotLinked" => T["The Microsoft account is of a tenant that is not linked"],
        "MicrosoftAnswerRefused" => T["What came back from Microsoft could not be believed"],
        _ => Filter.Of<MailProblem>(text) is { } problem ? MailWording.Of(problem, T) : CoreTexts.GetStored(text),
    };

    private static LocalizedString? Label(string key, IStringLocalizer T) => key switch
    {
        "quantity" => T["Licenses"],
        "offerName" or "product" => T["Product"],
        "term" => T["Term"],
        "billingPlan" => T["Billing plan"],
        "termEndsAt" => T["Term ends on"],
        "autoRenew" => T["Auto-renew"],
        "nickname" => T["Nickname"],
        "state" => T["State"],
        "refundPercent" => T["Refund"],
        "reason" => T["Reason"],
        "reply" => T["The mail server answered"],
        "mail" => T["Mail"],
        "reseller" or "resellerName" => T["Indirect reseller"],
        "tag" => T["Tag"],
        "domain" => T["Domain"],
        "companyName" => T["Company name"],
        "addressLine1" => T["Address line 1"],
        "addressLine2" => T["Address line 2"],
        "city" => T["City"],
        "region" => T["State or region"],
        "postalCode" => T["Postal code"],
        "registrationNumber" => T["Registration number"],
        "firstName" => T["First name"],
        "lastName" => T["Last name"],
        "email" => T["E-mail"],
        "phone" => T["Phone"],
        "language" or "culture" => T["Language"],
        "billToCompanyName" => T["Bill-to: company name"],
        "billToContactName" => T["Bill-to: contact"],
        "billToEmail" => T["Bill-to: e-mail"],
        "billToAddress" => T["Bill-to: address"],
        "user" or "users" => T["Users"],
        "userName" => T["User name"],
        "subscription" => T["Subscription"],
        "subscriptions" => T["Subscriptions"],
        "count" or "licenses" => T["Licenses"],
        "roles" => T["Roles"],
        "limitedTo" => T["Only customers with these tags"],
        "method" => T["Proved with"],
        "staffNeedSecondFactor" => T["Your staff must have a second factor"],
        "resellersNeedSecondFactor" => T["Users of your indirect resellers must have a second factor"],
        "passkey" => T["Passkey"],
        "account" => T["Microsoft account"],
        "disconnected" => T["Disconnected accounts"],
        "kind" => T["Step"],
        "attestation" => T["Act as"],
        "by" => T["Ended by"],
        "answer" => T["Answer"],
        "note" => T["Note"],
        "disabled" => T["Disabled"],
        "partnerId" => T["PartnerID"],
        "legalName" => T["Legal name"],
        "displayName" => T["Display name"],
        "country" => T["Country"],
        "website" => T["Website"],
        "about" => T["About the company"],
        "isListed" => T["Listed"],
        "supportEmail" => T["Support e-mail"],
        "supportPhone" => T["Support phone"],
        "contactName" => T["Primary contact"],
        "contactEmail" => T["Contact's e-mail"],
        "company" => T["Company"],
        "address" => T["Address"],
        _ => null,
    };
}
