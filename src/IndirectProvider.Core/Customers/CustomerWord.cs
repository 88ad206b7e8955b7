using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Customers;

/// <summary>A word by whose beginning a customer is found. It follows from the customer's row and is saved with it, never by itself.</summary>
public sealed class CustomerWord : IOwnedByProvider, IWrittenByAssociatedResellers
{
    private CustomerWord()
    {
    }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>The customer.</summary>
    public Guid CustomerId { get; private set; }

    /// <summary>The word, see <see cref="SearchWords"/>.</summary>
    public string Word { get; private set; } = "";

    /// <summary>Whether it stands only in what who doesn't administer the account may not know: the domain.</summary>
    public bool OfAccount { get; private set; }

    /// <summary>A customer's words.</summary>
    public static IEnumerable<CustomerWord> Of(Customer customer)
    {
        var known = SearchWords.Of(customer.CompanyName, customer.ContactEmail);
        return known.Select(word => Of(customer, word, ofAccount: false))
            .Concat(SearchWords.Of(customer.DomainPrefix).Except(known).Select(word => Of(customer, word, ofAccount: true)));
    }

    private static CustomerWord Of(Customer customer, string word, bool ofAccount) =>
        new() { ProviderId = customer.ProviderId, CustomerId = customer.Id, Word = word, OfAccount = ofAccount };
}

/// <summary>Keeps customers' words in step with the customers.</summary>
public static class CustomerWords
{
    /// <summary>Adds and removes what follows from the customers about to be saved, which the caller has checked.</summary>
    internal static async Task KeepAsync(PortalDbContext db, CancellationToken cancel)
    {
        foreach (var entry in db.ChangeTracker.Entries<Customer>().Where(HasOtherWords).ToList())
        {
            if (entry.State == EntityState.Modified)
            {
                await db.CustomerWords.Where(w => w.CustomerId == entry.Entity.Id).LoadAsync(cancel);
            }

            // What an earlier save that failed has added is there, too.
            var old = db.CustomerWords.Local.Where(w => w.CustomerId == entry.Entity.Id).ToList();
            var now = CustomerWord.Of(entry.Entity).ToList();
            db.CustomerWords.RemoveRange(old.ExceptBy(now.Select(Key), Key));
            db.CustomerWords.AddRange(now.ExceptBy(old.Select(Key), Key));
        }
    }

    private static bool HasOtherWords(EntityEntry<Customer> customer) =>
        customer.State == EntityState.Added
        || (customer.State == EntityState.Modified
            && (customer.Property(c => c.CompanyName).IsModified || customer.Property(c => c.ContactEmail).IsModified || customer.Property(c => c.DomainPrefix).IsModified));

    private static (string, bool) Key(CustomerWord word) => (word.Word, word.OfAccount);
}

internal sealed class CustomerWordConfiguration : IEntityTypeConfiguration<CustomerWord>
{
    public void Configure(EntityTypeBuilder<CustomerWord> builder)
    {
        builder.ToTable("CustomerWords");
        builder.Property(w => w.Word).HasMaxLength(SearchWords.MaxLength).IsComparedByLetter();
        builder.HasKey(w => new { w.ProviderId, w.Word, w.CustomerId, w.OfAccount });
        builder.HasIndex(w => new { w.CustomerId, w.Word });
        builder.HasOne<Customer>().WithMany()
            .HasForeignKey(w => new { w.ProviderId, w.CustomerId })
            .HasPrincipalKey(c => new { c.ProviderId, c.Id });
    }
}
