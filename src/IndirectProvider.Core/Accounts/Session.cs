using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Accounts;

/// <summary>
/// One browser in which somebody is signed in. The cookie names it; without the row the cookie is worth nothing, on every
/// node. It ends by signing out, after a while without a click, and in any case after a day's work.
/// </summary>
public sealed class Session
{
    /// <summary>How long it lasts without a click.</summary>
    public static readonly TimeSpan IdleLife = TimeSpan.FromHours(2);

    /// <summary>How long it lasts at most.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(12);

    /// <summary>How exactly <see cref="LastSeenAt"/> is kept: a click within this time writes nothing.</summary>
    public static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    private const int MaxBrowserLength = 200;

    private Session()
    {
    }

    /// <summary>The session's id, which the cookie carries.</summary>
    public Guid Id { get; private set; }

    /// <summary>Who is signed in.</summary>
    public Guid UserId { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>When it was last used, to the minute.</summary>
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>When the person last proved who they are: by signing in, or when asked again before something sensitive.</summary>
    public DateTimeOffset ConfirmedAt { get; private set; }

    /// <summary>Whether the person came in with Microsoft.</summary>
    public bool ThroughMicrosoft { get; private set; }

    /// <summary>What the browser says it is, shortened.</summary>
    public string Browser { get; private set; } = "";

    /// <summary>Where it was started from.</summary>
    public string? SourceAddress { get; private set; }

    /// <summary>A session that starts now.</summary>
    public static Session Start(Guid userId, string? browser, string? sourceAddress, bool throughMicrosoft, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        UserId = userId,
        StartedAt = now,
        LastSeenAt = now,
        ConfirmedAt = now,
        ThroughMicrosoft = throughMicrosoft,
        Browser = browser is null ? "" : browser.Length <= MaxBrowserLength ? browser : browser[..MaxBrowserLength],
        SourceAddress = sourceAddress,
    };
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("Sessions");
        builder.Property(s => s.Browser).HasMaxLength(200);
        builder.Property(s => s.SourceAddress).HasMaxLength(64);
        builder.HasIndex(s => s.UserId);
        builder.HasIndex(s => s.LastSeenAt);
        builder.HasOne<PortalUser>().WithMany().HasForeignKey(s => s.UserId);
    }
}
