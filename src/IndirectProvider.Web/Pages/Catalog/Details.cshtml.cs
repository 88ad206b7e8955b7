using IndirectProvider.Catalog;
using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Catalog;

/// <summary>One product: its conditions, its neighbours in the catalogue, and how often the provider has sold it.</summary>
public sealed class DetailsModel(PortalDbContext db) : PageModel
{
    private const int OfferIdLength = 32;

    public CatalogRow Product { get; private set; } = null!;

    /// <summary>Its trials.</summary>
    public IReadOnlyList<Offer> Trials { get; private set; } = [];

    /// <summary>Products that can be added to it.</summary>
    public IReadOnlyList<Offer> AddOns { get; private set; } = [];

    /// <summary>Lower products that can be upgraded to it.</summary>
    public IReadOnlyList<Offer> UpgradesFrom { get; private set; } = [];

    /// <summary>The provider's subscriptions of it that are active.</summary>
    public int ActiveSubscriptions { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? offerId, CancellationToken cancel)
    {
        // Blanks in the address arrive as nothing.
        if (offerId is not { Length: <= OfferIdLength } || offerId.Any(char.IsControl))
        {
            return NotFound();
        }

        var offers = await db.Offers.AsNoTracking().OrderBy(o => o.NormalizedName).ToListAsync(cancel);
        if (offers.Find(o => o.Id == offerId) is not { } offer)
        {
            return NotFound();
        }

        Product = new CatalogRow(offer, offers.ToDictionary(o => o.Id, o => o.Name));
        Trials = offers.FindAll(o => o.TrialOf == offer.Id);
        AddOns = offers.FindAll(o => o.AddOnTo.Contains(offer.Id));
        UpgradesFrom = offers.FindAll(o => o.UpgradesTo.Contains(offer.Id));
        ActiveSubscriptions = await db.Subscriptions.CountAsync(s => s.OfferId == offer.Id && s.State == SubscriptionState.Active, cancel);
        return Page();
    }
}
