using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Subscriptions;

/// <summary>
/// A word of the nickname that somebody gave a subscription. One that is called as its product has none: it is found by the product.
/// </summary>
public sealed class SubscriptionWord : IManagedByResellers, ISearchWord
{
    /// <summary>What of a subscription its words come from.</summary>
    internal static readonly string[] Facts = [nameof(Subscription.Nickname)];

    private SubscriptionWord()
    {
    }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <inheritdoc/>
    public Guid SubscriptionId { get; private set; }

    /// <inheritdoc/>
    public string Word { get; private set; } = "";

    Guid ISearchWord.FoundId => SubscriptionId;

    bool IManagedByResellers.MayResellerRemove => true;

    bool IManagedByResellers.MayResellerSet(string property) => false;

    /// <summary>The words of a subscription whose product is known.</summary>
    public static IEnumerable<SubscriptionWord> Of(Subscription subscription) =>
        subscription.Nickname == subscription.Offer.Name
            ? []
            : SearchWords.Of(subscription.Nickname)
                .Select(word => new SubscriptionWord { ProviderId = subscription.ProviderId, SubscriptionId = subscription.Id, Word = word });
}

internal sealed class SubscriptionWordConfiguration : IEntityTypeConfiguration<SubscriptionWord>
{
    public void Configure(EntityTypeBuilder<SubscriptionWord> builder)
    {
        builder.ToTable("SubscriptionWords");
        builder.HasKey(w => new { w.SubscriptionId, w.Word });
        builder.Property(w => w.Word).HasMaxLength(SearchWords.MaxLength).IsComparedByLetter();
        builder.HasIndex(w => new { w.ProviderId, w.Word, w.SubscriptionId });
        builder.HasOne<Subscription>().WithMany().HasForeignKey(w => w.SubscriptionId);
    }
}
