using IndirectProvider.Accounts;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>Users of one customer and subscriptions of the same customer, chosen to be brought together or parted.</summary>
public sealed record LicenseChoice
{
    /// <summary>Most of either at once.</summary>
    public const int Most = 200;

    /// <summary>The users.</summary>
    public List<Guid> UserIds { get; init; } = [];

    /// <summary>The subscriptions.</summary>
    public List<Guid> SubscriptionIds { get; init; } = [];
}

/// <summary>How many licenses a subscription has, and how many users have one.</summary>
/// <param name="Owned">What was bought.</param>
/// <param name="Assigned">In the hands of users; more than owned when the number went down since.</param>
public sealed record LicenseBalance(int Owned, int Assigned)
{
    /// <summary>What can still be assigned.</summary>
    public int Left => Math.Max(0, Owned - Assigned);

    /// <summary>What has to be taken back.</summary>
    public int TooMany => Math.Max(0, Assigned - Owned);
}

/// <summary>What the verbs about licenses of users share.</summary>
internal static class UserLicenses
{
    /// <summary>Something to do something with, of both.</summary>
    public static Error? Problem(LicenseChoice choice) => choice switch
    {
        { UserIds.Count: 0 } => Error.Invalid(nameof(choice.UserIds), "Choose at least one user."),
        { SubscriptionIds.Count: 0 } => Error.Invalid(nameof(choice.SubscriptionIds), "Choose at least one subscription."),
        { UserIds.Count: > LicenseChoice.Most } or { SubscriptionIds.Count: > LicenseChoice.Most } =>
            Error.Invalid(nameof(choice.UserIds), "Choose at most {0} at once.", LicenseChoice.Most),
        _ => null,
    };

    /// <summary>The chosen rows, which must all be the customer's; null when one is not.</summary>
    public static async Task<(List<PortalUser> Users, List<Subscription> Subscriptions)?> LoadAsync(
        this PortalDbContext db, Guid customerId, LicenseChoice choice, CancellationToken cancel)
    {
        var (userIds, subscriptionIds) = (choice.UserIds.Distinct().ToList(), choice.SubscriptionIds.Distinct().ToList());
        var users = await db.UsersOfCustomer(customerId).Where(u => userIds.Contains(u.Id)).OrderBy(u => u.NormalizedName).ToListAsync(cancel);
        var subscriptions = await db.Subscriptions.AsNoTracking().Include(s => s.Offer)
            .Where(s => s.CustomerId == customerId && subscriptionIds.Contains(s.Id))
            .OrderBy(s => s.Nickname)
            .ToListAsync(cancel);
        return users.Count == userIds.Count && subscriptions.Count == subscriptionIds.Count ? (users, subscriptions) : null;
    }

    /// <summary>Takes all licenses of a user back; the caller saves.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> TakeLicensesAsync(this PortalDbContext db, Guid userId, CancellationToken cancel)
    {
        var licenses = await db.LicenseAssignments.Where(a => a.UserId == userId).ToListAsync(cancel);
        db.LicenseAssignments.RemoveRange(licenses);
        return licenses.Count;
    }

    /// <summary>One activity row for each user with the subscriptions concerned; the caller saves.</summary>
    public static void RecordLicenses(
        this PortalDbContext db, TimeProvider clock, string action, List<PortalUser> users, List<Subscription> subscriptions, List<LicenseAssignment> licenses)
    {
        var names = subscriptions.ToDictionary(s => s.Id, s => s.Nickname);
        foreach (var own in licenses.GroupBy(l => l.UserId))
        {
            db.RecordUser(clock, action, users.Single(u => u.Id == own.Key), new { Subscriptions = own.Select(l => names[l.SubscriptionId]) });
        }
    }
}
