using IndirectProvider.Tenancy;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Subscriptions;

/// <summary>The columns of an exported list of subscriptions.</summary>
public static class ListColumns
{
    /// <summary>What this kind of reader gets.</summary>
    public static IEnumerable<CsvColumn<ListRow>> All(OrganisationKind kind, IStringLocalizer<Texts> texts)
    {
        if (kind != OrganisationKind.Customer)
        {
            yield return new(texts["Customer"], s => s.CustomerName);
        }

        yield return new(texts["Subscription"], s => s.Nickname);
        yield return new(texts["Product"], s => s.OfferName);
        yield return new(texts["Licenses"], s => s.Quantity);
        yield return new(texts["Term and billing"], s => Wording.Of(s.Plan, texts));
        yield return new(texts["State"], s => Wording.Of(s.State, texts).Text);
        yield return new(texts["Auto-renew"], s => s.AutoRenew ? texts["Yes"] : texts["No"]);
        yield return new(texts["Term ends (UTC)"], s => s.TermEndsAt);
        if (kind == OrganisationKind.Provider)
        {
            yield return new(texts["Indirect reseller"], s => s.ResellerName);
        }
        else if (kind == OrganisationKind.Reseller)
        {
            yield return new(texts["Indirect provider"], s => s.ProviderName);
        }

        yield return new(texts["Designated support contact"], s => s.Support.Name);
        yield return new(texts["Support e-mail"], s => s.Support.Email);
        yield return new(texts["Support phone"], s => s.Support.Phone);
        yield return new(texts["Subscription id"], s => s.Id);
        yield return new(texts["Vendor's id"], s => s.VendorId);
        yield return new(texts["Customer id"], s => s.CustomerId);
    }
}
