using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Catalog;

/// <summary>
/// Something that can be bought. Loaded from the catalogue file at start; offers that left the file stay, no longer
/// sellable, because subscriptions name them.
/// </summary>
public sealed class Offer
{
    private Offer()
    {
    }

    /// <summary>The vendor's id, stable.</summary>
    public string Id { get; private set; } = "";

    /// <summary>The product's name, the same in every language.</summary>
    public string Name { get; private set; } = "";

    /// <summary><see cref="Name"/> as searched and sorted.</summary>
    public string NormalizedName { get; private set; } = "";

    /// <summary>One sentence, English.</summary>
    public string DescriptionEn { get; private set; } = "";

    /// <summary>One sentence, German.</summary>
    public string DescriptionDe { get; private set; } = "";

    /// <summary>Key of the category, for example <c>productivity</c>.</summary>
    public string Category { get; private set; } = "";

    /// <summary>Fewest licences of one subscription.</summary>
    public int MinQuantity { get; private set; }

    /// <summary>Most licences of one subscription.</summary>
    public int MaxQuantity { get; private set; }

    /// <summary>Whether a customer may have only one subscription of it.</summary>
    public bool OnePerCustomer { get; private set; }

    /// <summary>Whether it is a free trial, of <see cref="TrialOf"/>.</summary>
    public bool IsTrial { get; private set; }

    /// <summary>The paid offer of a trial, or null.</summary>
    public string? TrialOf { get; private set; }

    /// <summary>Whether it is a usage-based infrastructure plan.</summary>
    public bool IsAzure { get; private set; }

    /// <summary>Whether new subscriptions can be ordered.</summary>
    public bool IsSellable { get; private set; }

    /// <summary>Ids of offers one of which a customer must own for this add-on; empty when it is none.</summary>
    public IReadOnlyList<string> AddOnTo { get; private set; } = [];

    /// <summary>Ids of the higher offers it can be upgraded to.</summary>
    public IReadOnlyList<string> UpgradesTo { get; private set; } = [];

    /// <summary>Countries where it is not sold.</summary>
    public IReadOnlyList<string> NotIn { get; private set; } = [];

    /// <summary>The terms and billing plans it is sold with.</summary>
    public IReadOnlyList<OfferPlan> Plans { get; private set; } = [];

    /// <summary>Makes or renews the row from the catalogue file.</summary>
    public static Offer From(OfferData data, Offer? existing = null)
    {
        var offer = existing ?? new Offer { Id = data.Id };
        offer.Name = data.Name;
        offer.NormalizedName = SearchText.Normalize(data.Name);
        offer.DescriptionEn = data.Description["en"];
        offer.DescriptionDe = data.Description["de"];
        offer.Category = data.Category;
        offer.MinQuantity = data.MinQuantity;
        offer.MaxQuantity = data.MaxQuantity;
        offer.OnePerCustomer = data.OnePerCustomer;
        offer.IsTrial = data.Trial;
        offer.TrialOf = data.TrialOf;
        offer.IsAzure = data.Azure;
        offer.IsSellable = true;
        offer.AddOnTo = data.AddOnTo ?? [];
        offer.UpgradesTo = data.UpgradesTo ?? [];
        offer.NotIn = data.NotIn ?? [];
        offer.Plans = [.. data.Plans.Select(p => new OfferPlan(p.Term, p.Billing))];
        return offer;
    }

    /// <summary>The offer left the catalogue file.</summary>
    public void StopSelling() => IsSellable = false;

    /// <summary>Whether it is sold to customers in a country.</summary>
    public bool IsSoldIn(string country) => IsSellable && !NotIn.Contains(country, StringComparer.OrdinalIgnoreCase);
}

/// <summary>How long one commits and how one pays.</summary>
/// <param name="Term">ISO 8601 duration: P1M, P1Y, P3Y.</param>
/// <param name="Billing">monthly, annual, triennial or one-time; never longer than the term.</param>
public sealed record OfferPlan(string Term, string Billing)
{
    /// <summary>The plan as one value of a form field.</summary>
    public string Key => $"{Term}/{Billing}";
}

/// <summary>An offer as it stands in <c>catalog.data.json</c>.</summary>
public sealed record OfferData(
    string Id,
    string Name,
    IReadOnlyDictionary<string, string> Description,
    string Category,
    int MinQuantity,
    int MaxQuantity,
    bool OnePerCustomer,
    bool Trial,
    string? TrialOf,
    bool Azure,
    IReadOnlyList<string>? AddOnTo,
    IReadOnlyList<string>? UpgradesTo,
    IReadOnlyList<string>? NotIn,
    IReadOnlyList<OfferPlanData> Plans);

/// <summary>A plan as it stands in <c>catalog.data.json</c>.</summary>
public sealed record OfferPlanData(string Term, string Billing);

internal sealed class OfferConfiguration : IEntityTypeConfiguration<Offer>
{
    public void Configure(EntityTypeBuilder<Offer> builder)
    {
        builder.ToTable("Offers");
        builder.Property(o => o.Id).HasMaxLength(32);
        builder.Property(o => o.Name).HasMaxLength(200);
        builder.Property(o => o.NormalizedName).HasMaxLength(200);
        builder.Property(o => o.DescriptionEn).HasMaxLength(500);
        builder.Property(o => o.DescriptionDe).HasMaxLength(500);
        builder.Property(o => o.Category).HasMaxLength(32);
        builder.Property(o => o.TrialOf).HasMaxLength(32);
        builder.Property(o => o.AddOnTo).HasConversion(Data.JsonValue.Converter<IReadOnlyList<string>>(), Data.JsonValue.Comparer<IReadOnlyList<string>>());
        builder.Property(o => o.UpgradesTo).HasConversion(Data.JsonValue.Converter<IReadOnlyList<string>>(), Data.JsonValue.Comparer<IReadOnlyList<string>>());
        builder.Property(o => o.NotIn).HasConversion(Data.JsonValue.Converter<IReadOnlyList<string>>(), Data.JsonValue.Comparer<IReadOnlyList<string>>());
        builder.Property(o => o.Plans).HasConversion(Data.JsonValue.Converter<IReadOnlyList<OfferPlan>>(), Data.JsonValue.Comparer<IReadOnlyList<OfferPlan>>());
        builder.HasIndex(o => o.NormalizedName);
    }
}
