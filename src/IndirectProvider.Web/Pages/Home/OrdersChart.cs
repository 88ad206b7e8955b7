using System.Globalization;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Home;

/// <summary>How many orders were submitted in each of the last months, the present one last.</summary>
public sealed record OrdersChart(IReadOnlyList<MonthOfOrders> Months)
{
    private const int MonthsShown = 6;

    /// <summary>The tallest bar; at least 1.</summary>
    public int Top => Math.Max(1, Months.Max(m => m.Orders));

    /// <summary>Reads it in one query.</summary>
    public static async Task<OrdersChart> ReadAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancel)
    {
        var present = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var starts = Enumerable.Range(1 - MonthsShown, MonthsShown).Select(present.AddMonths).ToArray();
        var (first, second, third, fourth, fifth, sixth) = (starts[0], starts[1], starts[2], starts[3], starts[4], starts[5]);
        var counts = await db.Orders.Where(o => o.SubmittedAt >= first)
            .GroupBy(o => 1)
            .Select(g => new[]
            {
                g.Count(o => o.SubmittedAt < second),
                g.Count(o => o.SubmittedAt >= second && o.SubmittedAt < third),
                g.Count(o => o.SubmittedAt >= third && o.SubmittedAt < fourth),
                g.Count(o => o.SubmittedAt >= fourth && o.SubmittedAt < fifth),
                g.Count(o => o.SubmittedAt >= fifth && o.SubmittedAt < sixth),
                g.Count(o => o.SubmittedAt >= sixth),
            })
            .SingleOrDefaultAsync(cancel);
        return new OrdersChart([.. starts.Select((start, i) => new MonthOfOrders(DateOnly.FromDateTime(start.UtcDateTime), counts?[i] ?? 0))]);
    }
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
