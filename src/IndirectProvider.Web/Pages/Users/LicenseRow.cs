using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Users;

/// <summary>A subscription as far as its licenses go.</summary>
public sealed record LicenseRow(Guid Id, string Name, SubscriptionState State, LicenseBalance Balance)
{
    /// <summary>Whether licenses can be assigned now.</summary>
    public bool IsAssignable => State == SubscriptionState.Active;
}

/// <summary>Reads what licenses a customer has.</summary>
public static class LicenseRows
{
    private const int Most = 500;

    /// <summary>The subscriptions with licenses for users that are not over for good; those in use first.</summary>
    public static Task<List<LicenseRow>> LicensesAsync(this PortalDbContext db, Guid customerId, CancellationToken cancel) =>
        db.Subscriptions.AsNoTracking()
            .Where(s => s.CustomerId == customerId && !s.Offer.IsAzure)
            .Where(s => s.State != SubscriptionState.Canceled && s.State != SubscriptionState.Deleted)
            .OrderBy(s => s.State == SubscriptionState.Active ? 0 : 1)
            .ThenBy(s => s.Nickname)
            .ThenBy(s => s.Id)
            .Select(s => new LicenseRow(
                s.Id, s.Nickname, s.State, new LicenseBalance(s.Quantity, db.LicenseAssignments.Count(a => a.SubscriptionId == s.Id))))
            .Take(Most)
            .ToListAsync(cancel);
}
