using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.IndirectResellers.Invitations;
using IndirectProvider.Web.Pages.Orders;
using IndirectProvider.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Home;

/// <summary>What needs a provider's staff now. Counts stop at <see cref="Most"/>, so they cost the same in a large installation.</summary>
public sealed record ProviderHome
{
    /// <summary>Counts beyond this are shown as "more than".</summary>
    public const int Most = 99;

    private const int RowsShown = 5;
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    /// <summary>The provider's name.</summary>
    public required string Name { get; init; }

    /// <summary>Invitations that can still be answered; null for who may not open them.</summary>
    public int? OpenInvitations { get; private init; }

    /// <summary>Orders that are not completed; null for who may not open them.</summary>
    public int? OpenOrders { get; private init; }

    /// <summary>Credentials that wait for this person; null for who may not open orders.</summary>
    public int? WaitingCredentials { get; private init; }

    /// <summary>Subscriptions that end soon and don't renew; null for who may not open customers.</summary>
    public IReadOnlyList<EndingSubscription>? Ending { get; private init; }

    /// <summary>How many of those there are.</summary>
    public int EndingCount { get; private init; }

    /// <summary>Subscriptions that end within 90 days and need a decision; null for who may not open them.</summary>
    public int? Renewals { get; private init; }

    /// <summary>Orders of the last months; null for who may not open orders.</summary>
    public OrdersChart? Orders { get; private init; }

    /// <summary>Whether the person may add customers.</summary>
    public bool MayAddCustomers { get; private init; }

    /// <summary>Whether nothing has happened yet.</summary>
    public bool IsNew { get; private init; }

    /// <summary>Reads it.</summary>
    public static async Task<ProviderHome> ReadAsync(
        PortalDbContext db, CurrentMember member, Func<string, Task<bool>> mayAsync, OrderCounts orders, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var mayInvite = await mayAsync("Providers: invite");
        var mayReadOrders = await mayAsync("Providers: read orders");
        var mayReadCustomers = await mayAsync("Providers: read customers");
        var mayReadRenewals = await mayAsync("Renewals: read");
        var (invitations, unfinished, credentials) = (db.PartnershipInvitations.Open(clock), db.Orders.Open(), db.Orders.WithWaitingCredential(db, member.UserId, now));
        var (renewals, ending) = (db.NeedingDecision(now), NotRenewing(db, now, SubscriptionState.Active).Concat(NotRenewing(db, now, SubscriptionState.Suspended)));
        var mayBeNew = mayInvite && !member.IsLimited;

        // One row with all counts, so that they cost one way to the database.
        var counts = await db.Providers.AsNoTracking().Select(p => new
        {
            Invitations = mayInvite ? invitations.Take(Most + 1).Count() : (int?)null,
            Orders = mayReadOrders ? unfinished.Take(Most + 1).Count() : (int?)null,
            Credentials = mayReadOrders ? credentials.Take(Most + 1).Count() : (int?)null,
            Renewals = mayReadRenewals ? renewals.Take(Most + 1).Count() : (int?)null,
            Ending = mayReadCustomers ? ending.Take(Most + 1).Count() : 0,
            IsNew = mayBeNew && !db.PartnershipInvitations.Any() && !db.Partnerships.Any() && !db.Orders.Any(),
        }).SingleAsync(cancel);
        return new ProviderHome
        {
            Name = member.OrganisationName,
            MayAddCustomers = await mayAsync("Providers: add customers"),
            OpenInvitations = counts.Invitations,
            OpenOrders = counts.Orders,
            WaitingCredentials = counts.Credentials,
            Orders = mayReadOrders ? await orders.ReadAsync(db, cancel) : null,
            Renewals = counts.Renewals,
            EndingCount = counts.Ending,
            Ending = mayReadCustomers ? await SoonestAsync(db, now, cancel) : null,
            IsNew = counts.IsNew,
        };
    }

    private static IQueryable<Subscription> NotRenewing(PortalDbContext db, DateTimeOffset now, SubscriptionState state)
    {
        var end = now + Soon;
        return db.Subscriptions.AsNoTracking().Where(s => s.State == state && !s.AutoRenew && s.TermEndsAt > now && s.TermEndsAt <= end);
    }

    // An index has the soonest of each state, not of both, so the soonest are taken from each.
    private static Task<List<EndingSubscription>> SoonestAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancel) =>
        Soonest(NotRenewing(db, now, SubscriptionState.Active)).Concat(Soonest(NotRenewing(db, now, SubscriptionState.Suspended)))
            .OrderBy(s => s.TermEndsAt)
            .ThenBy(s => s.Id)
            .Take(RowsShown)
            .Select(s => new EndingSubscription(s.Id, s.CustomerId, s.Customer.CompanyName, s.Nickname, s.Quantity, s.TermEndsAt))
            .ToListAsync(cancel);

    private static IQueryable<Subscription> Soonest(IQueryable<Subscription> subscriptions) =>
        subscriptions.OrderBy(s => s.TermEndsAt).ThenBy(s => s.Id).Take(RowsShown);
}

/// <summary>A subscription that ends soon.</summary>
public sealed record EndingSubscription(Guid Id, Guid CustomerId, string CustomerName, string Product, int Quantity, DateTimeOffset EndsAt);
