using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using IndirectProvider.Audit;
using IndirectProvider.Mail;
using IndirectProvider.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IndirectProvider.Data;

/// <summary>
/// Counts what was saved, once it was: what is counted is what the database holds, whichever verb did it.
/// </summary>
public sealed class MeasureSaves(TimeProvider clock) : SaveChangesInterceptor
{
    private static readonly string[] SignInActions =
        [AuditAction.SignedIn, AuditAction.SignInFailed, AuditAction.LockedOut, AuditAction.SecondFactorFailed];

    private readonly ConditionalWeakTable<DbContext, List<Action>> found = [];

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db && IsWatched)
        {
            found.AddOrUpdate(db, [.. db.ChangeTracker.Entries().Select(Measure).OfType<Action>()]);
        }

        return ValueTask.FromResult(result);
    }

    /// <inheritdoc/>
    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db && found.TryGetValue(db, out var measures))
        {
            found.Remove(db);
            measures.ForEach(measure => measure());
        }

        return ValueTask.FromResult(result);
    }

    private static bool IsWatched => PortalMeter.OrderMoves.Enabled || PortalMeter.Mails.Enabled || PortalMeter.SignIns.Enabled || PortalMeter.StepTimes.Enabled;

    private Action? Measure(EntityEntry entry) => entry switch
    {
        { Entity: Order order, State: EntityState.Added } => Count(PortalMeter.OrderMoves, ("state", $"{order.State}")),
        { Entity: Order order, State: EntityState.Modified } when Changed(entry, nameof(Order.State)) => Count(PortalMeter.OrderMoves, ("state", $"{order.State}")),
        { Entity: OrderStep step, State: EntityState.Modified } when Changed(entry, nameof(OrderStep.State)) && step.State != OrderStepState.Open => Time(step),
        { Entity: OutgoingMail { Attempts: > 0 } mail, State: EntityState.Modified } when Changed(entry, nameof(OutgoingMail.Attempts)) || Changed(entry, nameof(OutgoingMail.State)) =>
            Count(PortalMeter.Mails, ("outcome", mail.State == MailState.Waiting ? "Delayed" : $"{mail.State}")),
        { Entity: AuditRecord record, State: EntityState.Added } when SignInActions.Contains(record.Action) =>
            Count(PortalMeter.SignIns, ("outcome", record.Action), ("method", MethodOf(record))),
        _ => null,
    };

    private static bool Changed(EntityEntry entry, string property) => entry.Property(property) is { IsModified: true } p && !Equals(p.OriginalValue, p.CurrentValue);

    private static Action Count(Counter<long> counter, params (string Name, string Value)[] tags)
    {
        KeyValuePair<string, object?>[] pairs = [.. tags.Select(tag => KeyValuePair.Create(tag.Name, (object?)tag.Value))];
        return () => counter.Add(1, pairs);
    }

    /// <summary>From its beginning to its end; a step that failed for good has no end of its own, which is when it is saved.</summary>
    private Action? Time(OrderStep step) => step.StartedAt is { } started ? Record(step, ((step.FinishedAt ?? clock.GetUtcNow()) - started).TotalSeconds) : null;

    private static Action Record(OrderStep step, double seconds)
    {
        var (kind, outcome) = ($"{step.Kind}", $"{step.State}");
        return () => PortalMeter.StepTimes.Record(seconds, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("outcome", outcome));
    }

    /// <summary>The method stands in the row of a success; who fails has not got so far.</summary>
    private static string MethodOf(AuditRecord record)
    {
        if (record is not { Action: AuditAction.SignedIn, Details: { } details })
        {
            return "unknown";
        }

        using var json = JsonDocument.Parse(details);
        return json.RootElement.TryGetProperty("method", out var method) ? method.GetString() ?? "unknown" : "unknown";
    }
}
