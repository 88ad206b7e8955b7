using IndirectProvider.Data;
using IndirectProvider.Orders;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Orders;

/// <summary>Finds orders by what is typed, each way served by an index (docs/decisions/0019).</summary>
public static class OrderSearch
{
    /// <summary>Those of customers whose words begin so, or with that id; all for no words. The orders themselves may be few, too.</summary>
    public static Task<Narrowed<Order>> NamedAsync(
        this IQueryable<Order> orders, string? words, PortalDbContext db, CancellationToken cancel, int few = Narrowings.Few) =>
        orders.NarrowAsync(o => o.Id, [.. Reach(db), .. words is null ? [] : Words(db, words).Append(new(orders.Select(o => o.Id), o => true))], cancel, few);

    // What limited staff can see at all, which of all orders there are may be few; the filters of the database hold all the same.
    private static IEnumerable<Narrowing<Order>> Reach(PortalDbContext db)
    {
        if (db.Scope.Viewpoint == Viewpoint.LimitedProvider)
        {
            yield return new(
                db.CustomerTags.SelectMany(t => db.Orders.Where(o => o.ProviderId == t.ProviderId && o.CustomerId == t.CustomerId)).Select(o => o.Id), o => true);
        }
    }

    private static IReadOnlyList<Narrowing<Order>> Words(PortalDbContext db, string words)
    {
        if (Filter.Id(words) is { } id)
        {
            return
            [
                new(
                    db.Orders.Where(o => o.Id == id).Select(o => o.Id).Concat(db.Orders.Where(o => o.CustomerId == id).Select(o => o.Id)),
                    o => o.Id == id || o.CustomerId == id),
            ];
        }

        var ranges = SearchWords.Sought(words);
        return ranges.Count == 0 ? [new(db.Orders.Where(o => false).Select(o => o.Id), o => false)] : [.. ranges.Select(range => With(db, range))];
    }

    // A customer that is yet to be made has no words. Such orders are underway or failed, a few in a thousand, and found by having
    // no customer: their names are looked into, so that each is found by what finds it later.
    private static Narrowing<Order> With(PortalDbContext db, WordRange range)
    {
        var (from, to) = (range.From, range.To);
        var customers = db.CustomerWords.Where(w => string.Compare(w.Word, from) >= 0 && string.Compare(w.Word, to) < 0);
        return new(
            customers.SelectMany(w => db.Orders.Where(o => o.ProviderId == w.ProviderId && o.CustomerId == w.CustomerId)).Select(o => o.Id)
                .Concat(db.Orders.Where(o => o.CustomerId == null && o.NormalizedCustomerName.Contains(from)).Select(o => o.Id)),
            o => customers.Any(w => w.CustomerId == o.CustomerId) || (o.CustomerId == null && o.NormalizedCustomerName.Contains(from)));
    }
}
