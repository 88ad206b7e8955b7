using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Operations;

/// <summary>
/// Whose turn a worker's work is, and how the last turn went. Work that one node does at a time has one row, whose lease
/// changes hands; a worker that runs on all nodes at once only notes its turns, in a row for each node.
/// </summary>
public sealed class WorkerTurn
{
    /// <summary>How long a node has the turn without renewing it; after a crash another one has it within a minute.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    /// <summary>The longest any node waits before it looks whether it is its turn.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(15);

    /// <summary>A row of a node that was not heard of for so long goes away.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromHours(24);

    internal const int WorkerLength = 64;
    internal const int NodeNameLength = 200;
    internal const int FailureLength = 200;

    private WorkerTurn()
    {
    }

    /// <summary>The worker.</summary>
    public string Worker { get; private set; } = "";

    /// <summary>The node that notes its own turns here; empty in the row of work that one node does at a time.</summary>
    public Guid OfNode { get; private set; }

    /// <summary>The node that has, or last had, the turn.</summary>
    public Guid NodeId { get; private set; }

    /// <summary>Its name.</summary>
    public string NodeName { get; private set; } = "";

    /// <summary>This turn; who comes back late to an older one finds that it is over.</summary>
    public Guid TurnId { get; private set; }

    /// <summary>Until when the node has the turn; in the past when none has.</summary>
    public DateTimeOffset LeasedUntil { get; private set; }

    /// <summary>Not before this time is the next turn taken.</summary>
    public DateTimeOffset NextAt { get; private set; }

    /// <summary>When the last turn began.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When a turn last ended well.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>When a turn last failed.</summary>
    public DateTimeOffset? FailedAt { get; private set; }

    /// <summary>What it failed with: the kind of failure and nothing of what it was about.</summary>
    public string? Failure { get; private set; }

    /// <summary>How many turns were taken.</summary>
    public long Turns { get; private set; }

    /// <summary>The first turn of work that one node does at a time.</summary>
    public static WorkerTurn Take(string worker, PortalNode node, Guid turnId, DateTimeOffset now) => new()
    {
        Worker = worker, NodeId = node.Id, NodeName = node.Name, TurnId = turnId, LeasedUntil = now + Lease, NextAt = now, StartedAt = now, Turns = 1,
    };

    /// <summary>The first turn that a node notes of a worker that runs on all nodes.</summary>
    public static WorkerTurn Note(string worker, PortalNode node, Exception? failure, DateTimeOffset now) => new()
    {
        Worker = worker,
        OfNode = node.Id,
        NodeId = node.Id,
        NodeName = node.Name,
        LeasedUntil = DateTimeOffset.UnixEpoch,
        NextAt = now,
        StartedAt = now,
        FinishedAt = failure is null ? now : null,
        FailedAt = failure is null ? null : now,
        Failure = failure is null ? null : Words(failure),
        Turns = 1,
    };

    /// <summary>What may be kept of a failure: messages can quote what they failed on, kinds can't.</summary>
    public static string Words(Exception failure)
    {
        var kinds = failure.InnerException is { } cause ? $"{failure.GetType().Name} ({cause.GetType().Name})" : failure.GetType().Name;
        return kinds.Length <= FailureLength ? kinds : kinds[..FailureLength];
    }
}

internal sealed class WorkerTurnConfiguration : IEntityTypeConfiguration<WorkerTurn>
{
    public void Configure(EntityTypeBuilder<WorkerTurn> builder)
    {
        builder.ToTable("WorkerTurns");
        builder.HasKey(t => new { t.Worker, t.OfNode });
        builder.Property(t => t.Worker).HasMaxLength(WorkerTurn.WorkerLength);
        builder.Property(t => t.NodeName).HasMaxLength(WorkerTurn.NodeNameLength);
        builder.Property(t => t.Failure).HasMaxLength(WorkerTurn.FailureLength);
    }
}
