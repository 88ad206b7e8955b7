using System.Linq.Expressions;
using IndirectProvider.Customers;
using IndirectProvider.Organisations;
using IndirectProvider.Partnerships;
using IndirectProvider.Subscriptions;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Data;

/// <summary>
/// Gives rows that are older than the word tables their words, before the first request after that upgrade. Goes on where it was
/// stopped, and leaves alone what has words.
/// </summary>
public sealed class FillWords(PortalDb portal)
{
    private const int BatchSize = 1000;

    /// <summary>Does the next batch, in one save.</summary>
    /// <returns>Whether there may be more.</returns>
    public async Task<bool> ExecuteAsync(CancellationToken cancel)
    {
        var db = portal.Open();
        if (await db.Set<WordBacklog>().OrderBy(b => b.Kind).FirstOrDefaultAsync(cancel) is not { } backlog)
        {
            return false;
        }

        var last = backlog.Kind switch
        {
            nameof(Customer) => await FillAsync(db, db.Customers, c => c.Id, backlog.DoneTo, ids => w => ids.Contains(w.CustomerId), CustomerWord.Of, cancel),
            nameof(Reseller) => await FillAsync(db, db.Resellers, r => r.Id, backlog.DoneTo, ids => w => ids.Contains(w.ResellerId), ResellerWord.Of, cancel),
            nameof(PartnershipInvitation) => await FillAsync(db, db.PartnershipInvitations, i => i.Id, backlog.DoneTo, ids => w => ids.Contains(w.InvitationId), InvitationWord.Of, cancel),
            _ => await FillAsync(db, db.Subscriptions.Include(s => s.Offer), s => s.Id, backlog.DoneTo, ids => w => ids.Contains(w.SubscriptionId), SubscriptionWord.Of, cancel),
        };
        if (last is { } done)
        {
            backlog.GoOn(done);
        }
        else
        {
            db.Remove(backlog);
        }

        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return true;
    }

    private static async Task<Guid?> FillAsync<T, TWord>(
        PortalDbContext db, IQueryable<T> rows, Expression<Func<T, Guid>> id, Guid after, Func<List<Guid>, Expression<Func<TWord, bool>>> ofRows, Func<T, IEnumerable<TWord>> words, CancellationToken cancel)
        where T : class
        where TWord : class, ISearchWord
    {
        var beyond = Expression.Lambda<Func<T, bool>>(Expression.GreaterThan(id.Body, Expression.Constant(after)), id.Parameters);
        var batch = await rows.AsNoTracking().Where(beyond).OrderBy(id).Take(BatchSize).ToListAsync(cancel);
        var idOf = id.Compile();
        var ids = batch.ConvertAll(row => idOf(row));
        var filled = (await db.Set<TWord>().Where(ofRows(ids)).ToListAsync(cancel)).Select(word => word.FoundId).ToHashSet();
        db.AddRange(batch.Where(row => !filled.Contains(idOf(row))).SelectMany(words));
        return batch.Count > 0 ? ids[^1] : null;
    }
}
