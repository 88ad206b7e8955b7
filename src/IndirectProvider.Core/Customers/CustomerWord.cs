using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Customers;

/// <summary>A word by whose beginning a customer is found. It follows from the customer's row and is saved with it, never by itself.</summary>
public sealed class CustomerWord : IOwnedByProvider, IWrittenByAssociatedResellers, ISearchWord
{
    /// <summary>What of a customer its words come from.</summary>
    internal static readonly string[] Facts = [nameof(Customer.CompanyName), nameof(Customer.ContactEmail), nameof(Customer.DomainPrefix)];

    private CustomerWord()
    {
    }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>The customer.</summary>
    public Guid CustomerId { get; private set; }

    /// <inheritdoc/>
    public string Word { get; private set; } = "";

    /// <summary>Whether it stands only in what who doesn't administer the account may not know: the domain.</summary>
    public bool OfAccount { get; private set; }

    Guid ISearchWord.FoundId => CustomerId;

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
