using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Organisations;

/// <summary>A word by which a reseller is found.</summary>
public sealed class ResellerWord : IOwnedByReseller, ISearchWord
{
    /// <summary>What of a reseller its words come from.</summary>
    internal static readonly string[] Facts = [nameof(Reseller.LegalName), nameof(Reseller.ContactName), nameof(Reseller.ContactEmail), nameof(Reseller.PartnerId)];

    private ResellerWord()
    {
    }

    /// <inheritdoc/>
    public Guid ResellerId { get; private set; }

    /// <inheritdoc/>
    public string Word { get; private set; } = "";

    Guid ISearchWord.FoundId => ResellerId;

    /// <summary>The words of a reseller: of name, contact and PartnerID.</summary>
    public static IEnumerable<ResellerWord> Of(Reseller reseller) =>
        SearchWords.Of(reseller.LegalName, reseller.ContactName, reseller.ContactEmail, reseller.PartnerId)
            .Select(word => new ResellerWord { ResellerId = reseller.Id, Word = word });
}

internal sealed class ResellerWordConfiguration : IEntityTypeConfiguration<ResellerWord>
{
    public void Configure(EntityTypeBuilder<ResellerWord> builder)
    {
        builder.ToTable("ResellerWords");
        builder.HasKey(w => new { w.ResellerId, w.Word });
        builder.Property(w => w.Word).HasMaxLength(SearchWords.MaxLength).IsComparedByLetter();
        builder.HasIndex(w => new { w.Word, w.ResellerId });
        builder.HasOne<Reseller>().WithMany().HasForeignKey(w => w.ResellerId);
    }
}
