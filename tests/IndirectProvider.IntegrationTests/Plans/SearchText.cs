using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Plans;

/// <summary>What is typed into every text field: it leaves much in one list, little in another and nothing in a third.</summary>
internal static class SearchText
{
    /// <summary>Beginnings of words that many rows and few rows have, ids, addresses and numbers.</summary>
    public static Task<IReadOnlyList<string>> OfAsync(GivenPortal given) => given.ReadAsync<IReadOnlyList<string>>(async db =>
    {
        var provider = await db.Customers.GroupBy(c => c.ProviderId).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstAsync();
        var words = db.CustomerWords.Where(w => w.ProviderId == provider).GroupBy(w => w.Word).Select(g => new { Word = g.Key, Count = g.Count() });
        var customer = await db.Customers.Where(c => c.ProviderId == provider).OrderBy(c => c.CreatedAt).FirstAsync();
        var reseller = await db.Resellers.OrderBy(r => r.PartnerId).FirstAsync();
        var record = await db.AuditRecords.Where(r => r.ProviderId == provider && r.CorrelationId != null).FirstAsync();
        return
        [
            (await words.OrderByDescending(w => w.Count).FirstAsync()).Word,
            (await words.Where(w => w.Count == 1 && w.Word.Length > 4).OrderBy(w => w.Word).FirstAsync()).Word,
            $"{customer.Id}",
            customer.Domain!,
            customer.ContactEmail,
            reseller.LegalName.Split(' ')[0],
            reseller.PartnerId,
            $"{await db.Subscriptions.Where(s => s.CustomerId == customer.Id).Select(s => s.Id).FirstAsync()}",
            $"{await db.Orders.Where(o => o.CustomerId == customer.Id).Select(o => o.Id).FirstAsync()}",
            record.CorrelationId!,
            "office",
            "a",
        ];
    });
}
