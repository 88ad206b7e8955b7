using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>
/// Gives the customers of a database that is older than <see cref="CustomerWord"/> their words, in batches. Customers are taken in the order
/// of their ids, so that one which is stopped goes on where it was, and the last one tells whether all have theirs.
/// </summary>
public sealed class FillCustomerWords(PortalDb portal)
{
    private const int Batch = 500;

    /// <summary>Fills in what is missing.</summary>
    /// <returns>How many customers had none.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        var db = portal.Open();
        var last = await db.Customers.OrderByDescending(c => c.Id).Select(c => c.Id).FirstOrDefaultAsync(cancel);
        if (last == Guid.Empty || await db.CustomerWords.AnyAsync(w => w.CustomerId == last, cancel))
        {
            return 0;
        }

        for (var (filled, after) = (0, Guid.Empty); ;)
        {
            var customers = await db.Customers.AsNoTracking()
                .Where(c => c.Id > after && !db.CustomerWords.Any(w => w.CustomerId == c.Id))
                .OrderBy(c => c.Id).Take(Batch).ToListAsync(cancel);
            if (customers.Count == 0)
            {
                return filled;
            }

            db.CustomerWords.AddRange(customers.SelectMany(CustomerWord.Of));
            await db.SaveChangesAsync(cancel);
            db.ChangeTracker.Clear();
            (filled, after) = (filled + customers.Count, customers[^1].Id);
        }
    }
}
