using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>Brings a deleted user back, with the password so far and without licenses.</summary>
public sealed class RestoreCustomerUser(PortalDbContext db, TimeProvider clock)
{
    /// <summary>Restores the user. Restoring one that is not deleted is harmless.</summary>
    public async Task<Result> ExecuteAsync(Guid customerId, Guid userId, CancellationToken cancel)
    {
        var user = await db.UsersOfCustomer(customerId).SingleOrDefaultAsync(u => u.Id == userId, cancel);
        if (user is null)
        {
            return Error.NotFound;
        }

        if (user.DeletedAt is null)
        {
            return Result.Done;
        }

        if (!user.CanBeRestored(clock.GetUtcNow()))
        {
            return Error.Conflict("{0} was deleted more than {1} days ago and can't be restored any more.", user.FullName, PortalUser.KeptAfterDeletion.Days);
        }

        if (await db.RefuseCustomersAdminAsync(user.Roles, cancel) is { } refusal)
        {
            return refusal;
        }

        // One may have been assigned in the moment of the deletion.
        await db.TakeLicensesAsync(userId, cancel);
        user.Restore();
        db.RecordUser(clock, AuditAction.UserRestored, user, new { user.UserName });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return CustomerUserErrors.ChangedMeanwhile;
        }

        return Result.Done;
    }
}
