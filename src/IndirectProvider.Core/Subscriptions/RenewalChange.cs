using IndirectProvider.Catalog;

namespace IndirectProvider.Subscriptions;

/// <summary>What a subscription becomes with its next term.</summary>
public sealed record RenewalChange(string OfferId, string OfferName, int Quantity, OfferPlan Plan);

/// <summary>What else a move brought about, to be said to the person who made it.</summary>
[Flags]
public enum Consequences
{
    /// <summary>Nothing else.</summary>
    None = 0,

    /// <summary>Auto-renew is off now.</summary>
    AutoRenewSwitchedOff = 1,

    /// <summary>The change planned for the renewal is gone.</summary>
    RenewalChangeDropped = 2,

    /// <summary>The provider is support contact again.</summary>
    SupportContactFellBack = 4,
}

/// <summary>Consequences in words.</summary>
public static class ConsequenceTexts
{
    /// <summary>One sentence each, in the current UI culture.</summary>
    public static IReadOnlyList<string> Texts(this Consequences consequences)
    {
        var texts = new List<string>();
        if (consequences.HasFlag(Consequences.AutoRenewSwitchedOff))
        {
            texts.Add(CoreTexts.Get("Auto-renew was switched off as well. It stays off until somebody switches it on again."));
        }

        if (consequences.HasFlag(Consequences.RenewalChangeDropped))
        {
            texts.Add(CoreTexts.Get("The change planned for the renewal was dropped."));
        }

        if (consequences.HasFlag(Consequences.SupportContactFellBack))
        {
            texts.Add(CoreTexts.Get("The provider is the support contact again."));
        }

        return texts;
    }
}
