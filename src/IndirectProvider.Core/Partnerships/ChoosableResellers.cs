using IndirectProvider.Data;
using IndirectProvider.Organisations;

namespace IndirectProvider.Partnerships;

/// <summary>The resellers a transaction may name.</summary>
public static class ChoosableResellers
{
    /// <summary>Actively partnered with the acting provider, partner agreement accepted; in the order of their ids, in which an index has them.</summary>
    public static IQueryable<Reseller> ResellersToName(this PortalDbContext db) =>
        db.Partnerships
            .Where(p => p.State == PartnershipState.Active && p.Reseller.AgreementAcceptedAt != null)
            .OrderBy(p => p.ResellerId)
            .Select(p => p.Reseller);
}
