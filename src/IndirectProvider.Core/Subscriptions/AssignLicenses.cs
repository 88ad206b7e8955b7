using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>
/// Gives every chosen user a license of every chosen subscription: all of them or, where not enough are left, none. The
/// seats are unique in the database and licenses are counted by one at a time, so nobody hands out more than is owned.
/// </summary>
public sealed class AssignLicenses(PortalDbContext db, IDatabaseDialect dialect, TimeProvider clock)
{
    private const int Tries = 5;

    /// <summary>Assigns them. Who has one already keeps it.</summary>
    /// <returns>How many were assigned.</returns>
    public async Task<Result<int>> ExecuteAsync(Guid customerId, LicenseChoice choice, CancellationToken cancel)
    {
        if (UserLicenses.Problem(choice) is { } problem)
        {
            return problem;
        }

        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            try
            {
                return await AssignAsync(customerId, choice, cancel);
            }
            catch (DbUpdateException failure) when (dialect.IsUniqueViolation(failure) || failure is DbUpdateConcurrencyException)
            {
                // Somebody took one of the seats or changed one of the users: look again at what is left.
                db.ChangeTracker.Clear();
            }
        }

        return Error.Conflict("Somebody else assigns licenses at this moment. Look at what is left and try again.");
    }

    private async Task<Result<int>> AssignAsync(Guid customerId, LicenseChoice choice, CancellationToken cancel)
    {
        await using var turn = await db.Database.BeginTransactionAsync(cancel);
        await db.TakeTurnAsync(choice.SubscriptionIds, cancel);
        if (await db.LoadAsync(customerId, choice, cancel) is not ({ } users, { } subscriptions))
        {
            return Error.NotFound;
        }

        if (users.Find(u => u.DeletedAt is not null) is { } deleted)
        {
            return CustomerUserErrors.Deleted(deleted);
        }

        var (assigned, errors) = (new List<LicenseAssignment>(), new List<Error>());
        foreach (var subscription in subscriptions)
        {
            var seats = await SeatsAsync(subscription, users, cancel);
            if (seats.Succeeded)
            {
                assigned.AddRange(seats.Value);
            }

            errors.AddRange(seats.Errors);
        }

        if (errors.Count > 0)
        {
            db.ChangeTracker.Clear();
            return Result<int>.Failed(errors);
        }

        db.LicenseAssignments.AddRange(assigned);
        foreach (var user in users.Where(u => assigned.Exists(a => a.UserId == u.Id)))
        {
            db.HoldStill(user);
        }

        db.RecordLicenses(clock, AuditAction.LicensesAssigned, users, subscriptions, assigned);
        await db.SaveChangesAsync(cancel);
        await turn.CommitAsync(cancel);
        return assigned.Count;
    }

    /// <summary>The lowest free seats for those who have none yet.</summary>
    private async Task<Result<List<LicenseAssignment>>> SeatsAsync(Subscription subscription, List<PortalUser> users, CancellationToken cancel)
    {
        var taken = (await db.LicenseAssignments.Where(a => a.SubscriptionId == subscription.Id).Select(a => a.Seat).ToListAsync(cancel)).ToHashSet();
        var userIds = users.ConvertAll(u => u.Id);
        var having = await db.LicenseAssignments
            .Where(a => a.SubscriptionId == subscription.Id && userIds.Contains(a.UserId)).Select(a => a.UserId).ToListAsync(cancel);
        var wanting = userIds.Except(having).ToList();
        if (wanting.Count == 0)
        {
            return new List<LicenseAssignment>();
        }

        if (RefuseState(subscription) is { } refusal)
        {
            return refusal;
        }

        var left = new LicenseBalance(subscription.Quantity, taken.Count).Left;
        if (wanting.Count > left)
        {
            return left switch
            {
                0 => Refuse("No license of {0} is left.", subscription.Nickname),
                1 => Refuse("Only 1 license of {0} is left.", subscription.Nickname),
                _ => Refuse("Only {0} licenses of {1} are left.", left, subscription.Nickname),
            };
        }

        var now = clock.GetUtcNow();
        return Enumerable.Range(1, subscription.Quantity).Where(seat => !taken.Contains(seat))
            .Zip(wanting, (seat, userId) => LicenseAssignment.Of(subscription, userId, seat, now)).ToList();
    }

    private static Error? RefuseState(Subscription subscription) =>
        subscription.Offer.IsAzure ? Refuse("{0} is billed by use and has no licenses to assign.", subscription.Nickname)
        : subscription.State != SubscriptionState.Active ? Refuse("{0} is not active. Its licenses can't be assigned now.", subscription.Nickname)
        : null;

    private static Error Refuse(string template, params object[] arguments) => Error.Invalid(nameof(LicenseChoice.SubscriptionIds), template, arguments);
}
