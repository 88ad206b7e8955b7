using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.IndirectResellers.Invitations;
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
        PortalDbContext db, CurrentMember member, Func<string, Task<bool>> mayAsync, TimeProvider clock, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var mayInvite = await mayAsync("Providers: invite");
        var mayReadOrders = await mayAsync("Providers: read orders");
        var mayReadCustomers = await mayAsync("Providers: read customers");
        var end = now + Soon;
        var ending = db.Subscriptions.AsNoTracking()
            .Where(s => (s.State == SubscriptionState.Active || s.State == SubscriptionState.Suspended) && !s.AutoRenew && s.TermEndsAt > now && s.TermEndsAt <= end);
        return new ProviderHome
        {
            Name = member.OrganisationName,
            MayAddCustomers = await mayAsync("Providers: add customers"),
            OpenInvitations = mayInvite ? await CountAsync(db.PartnershipInvitations.Open(clock), cancel) : null,
            OpenOrders = mayReadOrders ? await CountAsync(db.Orders.Where(o => o.State != OrderState.Completed), cancel) : null,
            WaitingCredentials = mayReadOrders ? await CountAsync(db.Orders.Where(o => db.AdminCredentials.Any(c =>
                c.OrderId == o.Id && c.SealedPassword != null && c.IssuedToUserId == member.UserId)), cancel) : null,
            Orders = mayReadOrders ? await OrdersChart.ReadAsync(db, now, cancel) : null,
            Renewals = await mayAsync("Renewals: read") ? await CountAsync(db.NeedingDecision(now), cancel) : null,
            EndingCount = mayReadCustomers ? await CountAsync(ending, cancel) : 0,
            Ending = mayReadCustomers
                ? await ending.OrderBy(s => s.TermEndsAt).ThenBy(s => s.Id).Take(RowsShown)
                    .Select(s => new EndingSubscription(s.Id, s.CustomerId, s.Customer.CompanyName, s.Nickname, s.Quantity, s.TermEndsAt)).ToListAsync(cancel)
                : null,
            IsNew = mayInvite
                && !member.IsLimited
                && !await db.PartnershipInvitations.AnyAsync(cancel)
                && !await db.Partnerships.AnyAsync(cancel)
                && !await db.Orders.AnyAsync(cancel),
        };
    }

    private static Task<int> CountAsync<T>(IQueryable<T> rows, CancellationToken cancel) => rows.Take(Most + 1).CountAsync(cancel);
}

/// <summary>A subscription that ends soon.</summary>
public sealed record EndingSubscription(Guid Id, Guid CustomerId, string CustomerName, string Product, int Quantity, DateTimeOffset EndsAt);
