using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Accounts;

/// <summary>
/// The latest list somebody took out of the portal, and how far that is. One row per person, so that nobody runs two at a time, on
/// whichever node.
/// </summary>
public sealed class ListExport
{
    /// <summary>An export that has not been heard of for so long has ended without saying so.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(1);

    private ListExport()
    {
    }

    /// <summary>Whose export it is.</summary>
    public Guid UserId { get; private set; }

    /// <summary>Tells this export from the person's earlier ones.</summary>
    public Guid Run { get; private set; }

    /// <summary>Short name of the list, for example "orders".</summary>
    public string List { get; private set; } = "";

    /// <summary>Rows sent so far.</summary>
    public long Rows { get; private set; }

    /// <summary>When it was last heard of.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>When it ended; null while it goes on.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Whether it ended with the last row.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether it goes on.</summary>
    public bool IsRunning(DateTimeOffset now) => EndedAt is null && now < SeenAt + LeaseTime;

    internal static ListExport Begin(Guid userId, Guid run, string list, DateTimeOffset now) =>
        new() { UserId = userId, Run = run, List = list, SeenAt = now };
}

internal sealed class ListExportConfiguration : IEntityTypeConfiguration<ListExport>
{
    public void Configure(EntityTypeBuilder<ListExport> builder)
    {
        builder.ToTable("ListExports");
        builder.HasKey(e => e.UserId);
        builder.Property(e => e.List).HasMaxLength(64);
    }
}
