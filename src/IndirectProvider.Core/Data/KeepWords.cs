using System.Linq.Expressions;
using IndirectProvider.Customers;
using IndirectProvider.Organisations;
using IndirectProvider.Partnerships;
using IndirectProvider.Subscriptions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace IndirectProvider.Data;

/// <summary>Keeps the words that rows are found by in the save that changes what they come from, whichever verb it is.</summary>
internal static class KeepWords
{
    /// <summary>Adds and takes away words for all that is about to be saved. Safe to repeat when a save failed.</summary>
    public static async Task KeepWordsAsync(this PortalDbContext db, CancellationToken cancel)
    {
        foreach (var entry in db.ChangeTracker.Entries().ToList())
        {
            switch (entry.Entity)
            {
                case Customer customer when IsChanged(entry, CustomerWord.Facts):
                    await KeepAsync(db, entry, customer.Id, w => w.CustomerId == customer.Id, () => CustomerWord.Of(customer), cancel);
                    break;

                case Reseller reseller when IsChanged(entry, ResellerWord.Facts):
                    await KeepAsync(db, entry, reseller.Id, w => w.ResellerId == reseller.Id, () => ResellerWord.Of(reseller), cancel);
                    break;

                case PartnershipInvitation invitation when IsChanged(entry, InvitationWord.Facts):
                    await KeepAsync(db, entry, invitation.Id, w => w.InvitationId == invitation.Id, () => InvitationWord.Of(invitation), cancel);
                    break;

                // A new one is called as its product; who calls it otherwise has loaded the product.
                case Subscription subscription when entry.State != EntityState.Added && IsChanged(entry, SubscriptionWord.Facts):
                    await KeepAsync(db, entry, subscription.Id, w => w.SubscriptionId == subscription.Id, () => SubscriptionWord.Of(subscription), cancel);
                    break;
            }
        }
    }

    private static bool IsChanged(EntityEntry entry, string[] facts) => entry.State switch
    {
        EntityState.Added or EntityState.Deleted => true,
        EntityState.Modified => facts.Any(fact => entry.Property(fact).IsModified),
        _ => false,
    };

    private static async Task KeepAsync<TWord>(
        PortalDbContext db, EntityEntry found, Guid id, Expression<Func<TWord, bool>> ofRow, Func<IEnumerable<TWord>> words, CancellationToken cancel)
        where TWord : class, ISearchWord
    {
        if (found.State != EntityState.Added)
        {
            await db.Set<TWord>().Where(ofRow).LoadAsync(cancel);
        }

        var wanted = found.State == EntityState.Deleted ? [] : words().ToDictionary(Key);
        foreach (var word in db.ChangeTracker.Entries<TWord>().Where(word => word.Entity.FoundId == id).ToList())
        {
            if (!wanted.Remove(Key(word.Entity)))
            {
                db.Remove(word.Entity);
            }
            else if (word.State == EntityState.Deleted)
            {
                word.State = EntityState.Unchanged;
            }
        }

        db.AddRange(wanted.Values);
    }

    private static (string Word, bool OfAccount) Key(ISearchWord word) => (word.Word, word.OfAccount);
}
