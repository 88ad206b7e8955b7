using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Customers.Associations;

/// <summary>What the end of a reseller's administration brings about, by the names of the subscriptions concerned.</summary>
/// <param name="FallBack">The provider becomes the support contact of these.</param>
/// <param name="Stay">The reseller is credited on these and goes on managing them.</param>
/// <param name="Grants">The reseller ceases to be tenant owner of these.</param>
public sealed record AssociationEffect(IReadOnlyList<string> FallBack, IReadOnlyList<string> Stay, IReadOnlyList<string> Grants)
{
    /// <summary>Reads it.</summary>
    public static async Task<AssociationEffect> ReadAsync(PortalDbContext db, Guid customerId, Guid resellerId, CancellationToken cancel)
    {
        var subscriptions = db.Subscriptions.AsNoTracking().Where(s => s.CustomerId == customerId).OrderBy(s => s.Nickname);
        return new AssociationEffect(
            await subscriptions.Where(s => s.SupportContactResellerId == resellerId && s.ResellerId != resellerId).Select(s => s.Nickname).ToListAsync(cancel),
            await subscriptions.Where(s => s.ResellerId == resellerId).Select(s => s.Nickname).ToListAsync(cancel),
            await subscriptions
                .Where(s => db.AzureGrants.Any(g => g.SubscriptionId == s.Id && g.ResellerId == resellerId && g.WithdrawnAt == null))
                .Select(s => s.Nickname)
                .ToListAsync(cancel));
    }
}
