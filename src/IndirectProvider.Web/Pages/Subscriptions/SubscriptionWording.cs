using System.Globalization;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Subscriptions;

/// <summary>What only the pages of a subscription say.</summary>
public static class SubscriptionWording
{
    /// <summary>A number of licences.</summary>
    public static string Licenses(int count, IStringLocalizer T) =>
        count == 1 ? T["1 license"] : T["{0} licenses", count.ToString("N0", CultureInfo.CurrentCulture)];

    /// <summary>How long something can still be done, in days and hours, at the end in minutes.</summary>
    public static string Left(TimeSpan time, IStringLocalizer T)
    {
        var days = time.Days == 1 ? T["1 day"] : T["{0} days", time.Days];
        var hours = time.Hours == 1 ? T["1 hour"] : T["{0} hours", time.Hours];
        return time switch
        {
            { Days: > 0, Hours: > 0 } => T["{0} and {1} left", days, hours],
            { Days: > 0 } => T["{0} left", days],
            { Hours: > 0 } => T["{0} left", hours],
            { Minutes: > 1 } => T["{0} minutes left", time.Minutes],
            _ => T["1 minute left"],
        };
    }

    /// <summary>A share in percent, decimals only where there are some.</summary>
    public static string Percent(RefundShare share) => share.Percent.ToString("0.##", CultureInfo.CurrentCulture);

    /// <summary>What happens next, and when.</summary>
    public static string Next(SubscriptionDetails subscription, IStringLocalizer T)
    {
        var end = Wording.Day(subscription.TermEndsAt);
        var step = subscription.NextStep is { } next ? Wording.Day(next.At) : "";
        return subscription switch
        {
            { State: SubscriptionState.Active, IsTrial: true, RenewalChange: { } paid } =>
                T["The trial ends on {0}. Then it becomes paid: {1}, {2}, {3}.", end, paid.OfferName, Licenses(paid.Quantity, T), Wording.Of(paid.Plan, T)],
            { State: SubscriptionState.Active, IsTrial: true } =>
                T["The trial ends on {0}. Without a paid subscription, users can work for 30 more days.", end],
            { State: SubscriptionState.Active, RenewalChange: { } change } =>
                T["The term ends on {0}. Then it renews as: {1}, {2}, {3}.", end, change.OfferName, Licenses(change.Quantity, T), Wording.Of(change.Plan, T)],
            { State: SubscriptionState.Active, AutoRenew: true } =>
                T["The term ends on {0}. Then it renews by itself: {1}, {2}.", end, Licenses(subscription.Quantity, T), Wording.Of(subscription.Plan, T)],
            { State: SubscriptionState.Active } =>
                T["The term ends on {0} and does not renew. After that, users can work for 30 more days.", end],
            { State: SubscriptionState.Suspended } =>
                T["Users can't work, billing goes on. Unless it is reactivated, access ends for good on {0}.", step],
            { State: SubscriptionState.Expired } =>
                T["The term ended on {0}. Users can work until {1}; a new order replaces the subscription.", end, step],
            { State: SubscriptionState.Disabled } => T["Nobody can work with it any more. Its data is deleted on {0}.", step],
            { State: SubscriptionState.Canceled } => T["It was canceled on {0}. That is final; a new order replaces it.", Wording.Day(subscription.StateSince)],
            _ => T["Its data is deleted. Only the history is left."],
        };
    }
}
