using System.Text.Json.Serialization;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Subscriptions;

/// <summary>What can happen to a subscription. Names are stored; never rename one.</summary>
public enum SubscriptionEventKind
{
    /// <summary>It was bought.</summary>
    Ordered,

    /// <summary>Licences were added or taken back.</summary>
    QuantityChanged,

    /// <summary>It was suspended.</summary>
    Suspended,

    /// <summary>It was reactivated.</summary>
    Reactivated,

    /// <summary>It was canceled.</summary>
    Canceled,

    /// <summary>Auto-renew was switched.</summary>
    AutoRenewChanged,

    /// <summary>It got another nickname.</summary>
    Renamed,

    /// <summary>A change at renewal was planned.</summary>
    RenewalChangeScheduled,

    /// <summary>The planned change was revoked or dropped.</summary>
    RenewalChangeDropped,

    /// <summary>Term or billing plan changed in mid-term.</summary>
    PlanChanged,

    /// <summary>It was upgraded, all licences of it or those that made it.</summary>
    Upgraded,

    /// <summary>Some of its licences were upgraded and went to another subscription.</summary>
    PartUpgraded,

    /// <summary>A trial became a paid subscription.</summary>
    TrialConverted,

    /// <summary>Another reseller, or none, is credited.</summary>
    ResellerCredited,

    /// <summary>The customer turns to somebody else.</summary>
    SupportContactChanged,

    /// <summary>A new term began.</summary>
    Renewed,

    /// <summary>The term was over and none followed.</summary>
    Expired,

    /// <summary>Access ended.</summary>
    Disabled,

    /// <summary>The data is gone.</summary>
    Deleted,
}

/// <summary>The facts of a subscription that an event changed; null where it did not concern them.</summary>
public sealed record SubscriptionFacts
{
    public int? Quantity { get; init; }

    public string? OfferName { get; init; }

    public string? Term { get; init; }

    public string? BillingPlan { get; init; }

    public DateTimeOffset? TermEndsAt { get; init; }

    public bool? AutoRenew { get; init; }

    public string? Nickname { get; init; }

    [JsonConverter(typeof(JsonStringEnumConverter<SubscriptionState>))]
    public SubscriptionState? State { get; init; }

    public Guid? ResellerId { get; init; }

    /// <summary>The reseller's name at that time.</summary>
    public string? ResellerName { get; init; }

    public decimal? RefundPercent { get; init; }

    /// <summary>The other subscription of a part upgrade.</summary>
    public Guid? OtherSubscriptionId { get; init; }
}

/// <summary>One line of a subscription's history: what changed, when, by whom and why. Append-only.</summary>
public sealed class SubscriptionEvent : IManagedByResellers
{
    private SubscriptionEvent()
    {
    }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>The subscription.</summary>
    public Guid SubscriptionId { get; private set; }

    /// <summary>Place in the subscription's history, from 1. Part of the key, so no event is there twice.</summary>
    public int Number { get; private set; }

    /// <summary>When it took effect; for what time does, the moment it was due, however late it was carried out.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>What happened.</summary>
    public SubscriptionEventKind Kind { get; private set; }

    /// <summary>The facts before.</summary>
    public SubscriptionFacts Before { get; private set; } = null!;

    /// <summary>The facts after.</summary>
    public SubscriptionFacts After { get; private set; } = null!;

    /// <summary>Why: what somebody typed, or an English sentence that is the key of its translation; or null.</summary>
    public string? Reason { get; private set; }

    /// <summary>The person, or null for the portal itself.</summary>
    public Guid? ActorUserId { get; private set; }

    /// <summary>The person's name at that time.</summary>
    public string ActorName { get; private set; } = "";

    /// <summary>The person's organisation at that time.</summary>
    public string ActorOrganisation { get; private set; } = "";

    /// <summary>The subscription's version after the save that brought it; tells what is new since somebody looked.</summary>
    public long SubscriptionVersion { get; private set; }

    Guid IOfSubscription.SubscriptionId => SubscriptionId;

    bool IManagedByResellers.MayResellerSet(string property) => false;

    internal static SubscriptionEvent Of(
        Subscription subscription, int number, SubscriptionEventKind kind, SubscriptionFacts before, SubscriptionFacts after, string? reason, Actor by, DateTimeOffset at) => new()
        {
            ProviderId = subscription.ProviderId,
            SubscriptionId = subscription.Id,
            Number = number,
            At = at,
            Kind = kind,
            Before = before,
            After = after,
            Reason = reason,
            ActorUserId = by.UserId,
            ActorName = by.Name,
            ActorOrganisation = by.Organisation,
            SubscriptionVersion = number == 1 ? 0 : subscription.Version + 1,
        };
}

internal sealed class SubscriptionEventConfiguration : IEntityTypeConfiguration<SubscriptionEvent>
{
    public void Configure(EntityTypeBuilder<SubscriptionEvent> builder)
    {
        builder.ToTable("SubscriptionEvents");
        builder.HasKey(e => new { e.SubscriptionId, e.Number });
        builder.Property(e => e.Number).ValueGeneratedNever();
        builder.Property(e => e.Before).HasConversion(JsonValue.Converter<SubscriptionFacts>(), JsonValue.Comparer<SubscriptionFacts>());
        builder.Property(e => e.After).HasConversion(JsonValue.Converter<SubscriptionFacts>(), JsonValue.Comparer<SubscriptionFacts>());
        builder.Property(e => e.Reason).HasMaxLength(300);
        builder.Property(e => e.ActorName).HasMaxLength(200);
        builder.Property(e => e.ActorOrganisation).HasMaxLength(200);
    }
}
