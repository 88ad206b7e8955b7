using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Subscriptions;

/// <summary>Finds subscriptions by what is typed.</summary>
public static class SubscriptionSearch
{
    /// <summary>Each word must begin one of customer, own nickname or product; an id is one of the subscription, its customer or its order.</summary>
    public static async Task<IReadOnlyList<Narrowing<Subscription>>> WordsAsync(PortalDbContext db, string words, CancellationToken cancel)
    {
        if (Filter.Id(words) is { } id)
        {
            return [WithId(db, id)];
        }

        var ranges = SearchWords.Sought(words);
        if (ranges.Count == 0)
        {
            return [new(db.Subscriptions.Where(s => false).Select(s => s.Id), s => false)];
        }

        var products = await db.Offers.AsNoTracking().Select(o => new { o.Id, o.Name }).ToListAsync(cancel);
        return [.. ranges.Select(range => With(db, range, words, [.. products.Where(p => Begins(p.Name, range) || p.Id.Equals(words, StringComparison.OrdinalIgnoreCase)).Select(p => p.Id)]))];
    }

    private static Narrowing<Subscription> With(PortalDbContext db, WordRange range, string typed, List<string> products)
    {
        var (from, to) = (range.From, range.To);
        var customers = db.CustomerWords.Where(w => string.Compare(w.Word, from) >= 0 && string.Compare(w.Word, to) < 0);
        var names = db.SubscriptionWords.Where(w => string.Compare(w.Word, from) >= 0 && string.Compare(w.Word, to) < 0);
        return new(
            customers.SelectMany(w => db.Subscriptions.Where(s => s.ProviderId == w.ProviderId && s.CustomerId == w.CustomerId)).Select(s => s.Id)
                .Concat(names.Select(w => w.SubscriptionId))
                .Concat(db.Subscriptions.Where(s => s.VendorId == typed).Select(s => s.Id))
                .Concat(db.Subscriptions.Where(s => products.Contains(s.OfferId)).Select(s => s.Id)),
            s => products.Contains(s.OfferId) || s.VendorId == typed || customers.Any(w => w.CustomerId == s.CustomerId) || names.Any(w => w.SubscriptionId == s.Id));
    }

    private static Narrowing<Subscription> WithId(PortalDbContext db, Guid id)
    {
        var (text, bare) = (id.ToString(), id.ToString("N"));

        // Orders are the provider's.
        var isProvider = db.Scope.IsProvider;
        return new(
            db.Subscriptions.Where(s => s.Id == id).Select(s => s.Id)
                .Concat(db.Subscriptions.Where(s => s.VendorId == text || s.VendorId == bare).Select(s => s.Id))
                .Concat(db.Subscriptions.Where(s => s.CustomerId == id).Select(s => s.Id))
                .Concat(db.Orders.Where(o => o.Id == id).SelectMany(o => db.Subscriptions.Where(s => s.ProviderId == o.ProviderId && s.OrderId == o.Id)).Select(s => s.Id)),
            s => s.Id == id || s.VendorId == text || s.VendorId == bare || s.CustomerId == id || (isProvider && s.OrderId == id));
    }

    private static bool Begins(string name, WordRange range) =>
        SearchWords.Of(name).Any(word => string.CompareOrdinal(word, range.From) >= 0 && string.CompareOrdinal(word, range.To) < 0);
}
