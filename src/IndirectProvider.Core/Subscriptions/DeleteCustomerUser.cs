using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>
/// Deletes a customer's user: no sign-in any more, every session ends, the licenses are free again. For 30 days the user
/// can be restored.
/// </summary>
public sealed class DeleteCustomerUser(PortalDbContext db, TenantScope scope, AccountLinks links, TimeProvider clock)
{
    /// <summary>Deletes the user. Deleting one that is deleted is harmless.</summary>
    public async Task<Result> ExecuteAsync(Guid customerId, Guid userId, CancellationToken cancel)
    {
        var user = await db.UsersOfCustomer(customerId).SingleOrDefaultAsync(u => u.Id == userId, cancel);
        if (user is null)
        {
            return Error.NotFound;
        }

        if (user.DeletedAt is not null)
        {
            return Result.Done;
        }

        var refusal = user.Id == scope.UserId
            ? CustomerUserErrors.Yourself
            : await db.RefuseCustomersAdminAsync(user.Roles, cancel) ?? await db.RefuseLastGlobalAdminAsync(user, cancel);
        if (refusal is not null)
        {
            return refusal;
        }

        var licenses = await db.TakeLicensesAsync(userId, cancel);
        foreach (var unseen in await db.AdminCredentials.Where(c => c.UserId == userId && c.SealedPassword != null).ToListAsync(cancel))
        {
            unseen.Forget();
        }

        user.Delete(clock.GetUtcNow());
        db.RecordUser(clock, AuditAction.UserDeleted, user, new { user.UserName, Licenses = licenses });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return CustomerUserErrors.ChangedMeanwhile;
        }

        await links.EndNowAsync(userId, SetPassword.Purposes, cancel);
        return Result.Done;
    }
}
