using System.Collections.Concurrent;
using System.Globalization;
using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Home;

/// <summary>How many orders were submitted in each of the last months, the present one last.</summary>
public sealed record OrdersChart(IReadOnlyList<MonthOfOrders> Months)
{
    /// <summary>How many months it shows.</summary>
    public const int MonthsShown = 6;

    /// <summary>The tallest bar; at least 1.</summary>
    public int Top => Math.Max(1, Months.Max(m => m.Orders));
}

/// <summary>The orders of a month.</summary>
/// <param name="Start">Its first day.</param>
/// <param name="Orders">How many were submitted.</param>
public sealed record MonthOfOrders(DateOnly Start, int Orders)
{
    /// <summary>Its name where there is little room, for example "Nov".</summary>
    public string ShortName => Start.ToString("MMM", CultureInfo.CurrentCulture);

    /// <summary>Its last day.</summary>
    public DateOnly End => Start.AddMonths(1).AddDays(-1);
}

/// <summary>
/// Counts orders by month. A submitted order stays where it is, so what was counted once is kept in memory, and a view of the chart counts
/// what came since. Who sees only the orders of some customers gets a count of its own, made anew after a while,
/// because which customers those are can change.
/// </summary>
public sealed class OrderCounts(TimeProvider clock)
{
    /// <summary>An order is surely saved so long after the moment it says it was submitted.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan LimitedCountKept = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(Guid Provider, Guid Person), Counted> kept = new();

    /// <summary>The chart as the context's scope sees it.</summary>
    public async Task<OrdersChart> ReadAsync(PortalDbContext db, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var present = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var starts = Enumerable.Range(1 - OrdersChart.MonthsShown, OrdersChart.MonthsShown).Select(present.AddMonths).ToArray();
        var isLimited = db.Scope.Viewpoint == Viewpoint.LimitedProvider;
        var key = (db.Scope.ProviderId, isLimited ? db.Scope.UserId : Guid.Empty);
        if (!kept.TryGetValue(key, out var known) || known.Begun > now || (isLimited && known.Begun < now - LimitedCountKept))
        {
            known = new(now, starts[0], new Dictionary<DateTimeOffset, int>());
        }

        var from = known.Until > starts[0] ? known.Until : starts[0];
        var settled = now - Settled > from ? now - Settled : from;
        var (all, late) = await CountAsync(db.Orders.Where(o => o.SubmittedAt >= from), starts, settled, cancel);
        int Before(int month) => known.Months.GetValueOrDefault(starts[month]);
        kept[key] = new(known.Begun, settled, Enumerable.Range(0, starts.Length).ToDictionary(month => starts[month], month => Before(month) + all[month] - late[month]));
        return new OrdersChart([.. starts.Select((start, month) => new MonthOfOrders(DateOnly.FromDateTime(start.UtcDateTime), Before(month) + all[month]))]);
    }

    /// <summary>How many orders there are in each month, and how many of those are not settled yet, which only the last two months can have.</summary>
    private static async Task<(int[] All, int[] Late)> CountAsync(IQueryable<Order> orders, DateTimeOffset[] starts, DateTimeOffset settled, CancellationToken cancel)
    {
        var (second, third, fourth, fifth, sixth) = (starts[1], starts[2], starts[3], starts[4], starts[5]);
        var counts = await orders
            .GroupBy(o => 1)
            .Select(g => new[]
            {
                g.Count(o => o.SubmittedAt < second),
                g.Count(o => o.SubmittedAt >= second && o.SubmittedAt < third),
                g.Count(o => o.SubmittedAt >= third && o.SubmittedAt < fourth),
                g.Count(o => o.SubmittedAt >= fourth && o.SubmittedAt < fifth),
                g.Count(o => o.SubmittedAt >= fifth && o.SubmittedAt < sixth),
                g.Count(o => o.SubmittedAt >= sixth),
                g.Count(o => o.SubmittedAt >= settled && o.SubmittedAt < sixth),
                g.Count(o => o.SubmittedAt >= settled && o.SubmittedAt >= sixth),
            })
            .SingleOrDefaultAsync(cancel) ?? new int[starts.Length + 2];
        return (counts[..starts.Length], [0, 0, 0, 0, .. counts[starts.Length..]]);
    }

    /// <summary>What was counted.</summary>
    /// <param name="Begun">When the counting began.</param>
    /// <param name="Until">The moment before which all orders are in it.</param>
    /// <param name="Months">Orders of each month by its first moment.</param>
    private sealed record Counted(DateTimeOffset Begun, DateTimeOffset Until, IReadOnlyDictionary<DateTimeOffset, int> Months);
}
