using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Renewals;

/// <summary>What makes a decision necessary before a term ends.</summary>
public enum RenewalReason
{
    /// <summary>It will not renew.</summary>
    AutoRenewOff,

    /// <summary>It becomes something else with the next term.</summary>
    ChangePlanned,

    /// <summary>It is a trial.</summary>
    Trial,

    /// <summary>Its product can't be ordered any more.</summary>
    NoLongerSold,
}

/// <summary>A subscription that needs a decision.</summary>
public sealed record RenewalRow(
    Guid Id,
    Guid CustomerId,
    string CustomerName,
    string Nickname,
    int Quantity,
    SubscriptionState State,
    bool AutoRenew,
    RenewalChange? Change,
    bool IsTrial,
    bool IsSold,
    DateTimeOffset TermEndsAt,
    string? ResellerName,
    string ProviderName)
{
    /// <summary>The subscription's page, where one acts.</summary>
    public string Href => $"/customers/{CustomerId}/subscriptions/{Id}";

    /// <summary>Why, the most important first.</summary>
    public IReadOnlyList<RenewalReason> Reasons
    {
        get
        {
            var reasons = new List<RenewalReason>();
            if (IsTrial)
            {
                reasons.Add(RenewalReason.Trial);
            }
            else if (!AutoRenew)
            {
                reasons.Add(RenewalReason.AutoRenewOff);
            }

            if (Change is not null)
            {
                reasons.Add(RenewalReason.ChangePlanned);
            }

            if (!IsSold)
            {
                reasons.Add(RenewalReason.NoLongerSold);
            }

            return reasons;
        }
    }

    /// <summary>A reason in words.</summary>
    public static string Text(RenewalReason reason, IStringLocalizer T) => reason switch
    {
        RenewalReason.AutoRenewOff => T["Auto-renew is off"],
        RenewalReason.ChangePlanned => T["Change at renewal"],
        RenewalReason.Trial => T["Trial ends"],
        RenewalReason.NoLongerSold => T["No longer sold"],
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    /// <summary>What the change makes of it, in words; null when nothing is planned.</summary>
    public string? ChangeText(IStringLocalizer T) =>
        Change is { } change ? T["{0}: {1} licenses, {2}", change.OfferName, change.Quantity, Wording.Of(change.Plan, T)].Value : null;
}
