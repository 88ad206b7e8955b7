using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Customers;

/// <summary>What a reseller is for a customer.</summary>
/// <param name="Account">It is associated with the customer.</param>
/// <param name="Subscriptions">It is credited on one of the customer's subscriptions.</param>
/// <param name="Support">It is the support contact of one of them.</param>
public sealed record ResellerPart(bool Account, bool Subscriptions, bool Support)
{
    /// <summary>The parts in words. Who manages the account manages all its subscriptions, so that is not said again.</summary>
    public IEnumerable<string> Words(IStringLocalizer T)
    {
        if (Account)
        {
            yield return T["Manages account"];
        }
        else if (Subscriptions)
        {
            yield return T["Manages subscriptions"];
        }

        if (Support)
        {
            yield return T["Support contact"];
        }
    }
}
