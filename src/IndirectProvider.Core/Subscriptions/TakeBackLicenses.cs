using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>Takes the licenses of the chosen subscriptions back from the chosen users, whatever state the subscriptions are in.</summary>
public sealed class TakeBackLicenses(PortalDbContext db, TimeProvider clock)
{
    /// <summary>Takes them back. Who has none is no obstacle.</summary>
    /// <returns>How many were taken back.</returns>
    public async Task<Result<int>> ExecuteAsync(Guid customerId, LicenseChoice choice, CancellationToken cancel)
    {
        if (UserLicenses.Problem(choice) is { } problem)
        {
            return problem;
        }

        if (await db.LoadAsync(customerId, choice, cancel) is not ({ } users, { } subscriptions))
        {
            return Error.NotFound;
        }

        var (userIds, subscriptionIds) = (users.ConvertAll(u => u.Id), subscriptions.ConvertAll(s => s.Id));
        var licenses = await db.LicenseAssignments
            .Where(a => subscriptionIds.Contains(a.SubscriptionId) && userIds.Contains(a.UserId)).ToListAsync(cancel);
        db.LicenseAssignments.RemoveRange(licenses);
        db.RecordLicenses(clock, AuditAction.LicensesTakenBack, users, subscriptions, licenses);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return Error.Conflict("Somebody else changes licenses at this moment. Look at what is left and try again.");
        }

        return licenses.Count;
    }
}
