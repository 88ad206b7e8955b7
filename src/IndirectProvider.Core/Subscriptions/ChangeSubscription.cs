using System.Text.Json;
using System.Text.Json.Serialization;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Subscriptions;

/// <summary>A subscription as a person saw it when they filled in a form.</summary>
public abstract record SubscriptionInput
{
    /// <summary>The subscription.</summary>
    public Guid SubscriptionId { get; init; }

    /// <summary>The version shown on the page; an older one than the row's is a conflict.</summary>
    public long Version { get; init; }
}

/// <summary>Who may make a move.</summary>
public enum SubscriptionMover
{
    /// <summary>The provider, and resellers that manage the subscription.</summary>
    WhoeverManages,

    /// <summary>The provider only.</summary>
    Provider,
}

/// <summary>A move of a subscription: what it changes, or why it can't.</summary>
public delegate Task<Result<Consequences>> SubscriptionMove(Subscription subscription, Actor by, DateTimeOffset now);

/// <summary>
/// The common course of all moves: loads the subscription, makes sure the person may move it and saw its latest
/// version, makes the move, and saves it with its history and activity rows.
/// </summary>
public sealed class ChangeSubscription(PortalDbContext db, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>Makes a move.</summary>
    public async Task<Result<Consequences>> ExecuteAsync(
        SubscriptionInput seen, SubscriptionMover mover, SubscriptionMove move, CancellationToken cancel)
    {
        var opened = await OpenAsync(seen, mover, cancel);
        if (!opened.Succeeded)
        {
            return Result<Consequences>.Failed(opened.Errors);
        }

        var subscription = opened.Value;
        var lastEvent = subscription.LastEventNumber;
        var moved = await move(subscription, db.Scope.Actor, clock.GetUtcNow());
        if (!moved.Succeeded)
        {
            db.ChangeTracker.Clear();
            return moved;
        }

        db.RecordEvents(clock, subscription, lastEvent);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || dialect.IsUniqueViolation(failure))
        {
            // Two at once make the same line of the history; whichever the database meets first says so.
            return await ChangedSinceAsync(seen, cancel);
        }
        catch (TenantViolationException) when (db.Scope.Viewpoint is Viewpoint.Reseller or Viewpoint.LimitedProvider)
        {
            // The partnership or the association ended, or the tag was taken, after the subscription was opened. Any other cause is a defect.
            db.ChangeTracker.Clear();
            if (await ManagesAsync(seen, cancel))
            {
                throw;
            }

            return await db.Subscriptions.AnyAsync(s => s.Id == seen.SubscriptionId, cancel) ? SubscriptionErrors.ReadOnly : Error.NotFound;
        }

        return moved;
    }

    private Task<bool> ManagesAsync(SubscriptionInput seen, CancellationToken cancel) =>
        db.ManagedSubscriptions().AnyAsync(s => s.Id == seen.SubscriptionId, cancel);

    private async Task<Result<Subscription>> OpenAsync(SubscriptionInput seen, SubscriptionMover mover, CancellationToken cancel)
    {
        var subscription = await db.Subscriptions.Include(s => s.Offer).SingleOrDefaultAsync(s => s.Id == seen.SubscriptionId, cancel);
        if (subscription is null)
        {
            return Error.NotFound;
        }

        if (!await ManagesAsync(seen, cancel))
        {
            return SubscriptionErrors.ReadOnly;
        }

        if (mover == SubscriptionMover.Provider && !db.Scope.IsProvider)
        {
            return SubscriptionErrors.ProviderOnly;
        }

        return subscription.Version == seen.Version ? subscription : await ChangedSinceAsync(seen, cancel);
    }

    private async Task<Error> ChangedSinceAsync(SubscriptionInput seen, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var lines = await db.SubscriptionEvents.AsNoTracking()
            .Where(e => e.SubscriptionId == seen.SubscriptionId && e.SubscriptionVersion > seen.Version)
            .OrderBy(e => e.Number)
            .ToListAsync(cancel);
        return lines.Count == 0
            ? SubscriptionErrors.ChangedMeanwhile
            : Error.Conflict("Somebody changed this subscription meanwhile: {0} Check it and try again.", string.Join(' ', lines.Select(l => l.Text())));
    }
}

/// <summary>Activity rows of subscriptions.</summary>
internal static class SubscriptionTrail
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Adds an activity row for every event after a given one; the caller saves.</summary>
    public static void RecordEvents(this PortalDbContext db, TimeProvider clock, Subscription subscription, int after)
    {
        foreach (var line in subscription.Events.Where(e => e.Number > after).OrderBy(e => e.Number))
        {
            Record(db, clock, subscription, line);
        }
    }

    /// <summary>The activity log's name of an event.</summary>
    public static string ActionOf(SubscriptionEventKind kind) =>
        kind is SubscriptionEventKind.SupportContactChanged ? AuditAction.SupportContactChanged
        : kind is SubscriptionEventKind.Ordered ? AuditAction.SubscriptionCreated
        : $"Subscription{kind}";

    private static void Record(PortalDbContext db, TimeProvider clock, Subscription subscription, SubscriptionEvent line)
    {
        var action = ActionOf(line.Kind);
        var details = JsonSerializer.SerializeToElement(new { line.Before, line.After, line.Reason }, Json);
        if (line.Kind is not (SubscriptionEventKind.ResellerCredited or SubscriptionEventKind.SupportContactChanged))
        {
            var reseller = db.Scope.Viewpoint == Viewpoint.Reseller ? db.Scope.ResellerId : subscription.ResellerId;
            var concerned = new Concerned(subscription.ProviderId, reseller, subscription.CustomerId);
            db.Record(clock, action, subscription.Id, subscription.Nickname, concerned, details);
            return;
        }

        // The row names resellers: each of them gets one of its own, which names no other.
        db.Record(
            clock, action, subscription.Id, subscription.Nickname, new Concerned(subscription.ProviderId, CustomerId: subscription.CustomerId), details);
        foreach (var resellerId in new[] { line.Before.ResellerId, line.After.ResellerId })
        {
            if (resellerId is { } id)
            {
                db.Record(
                    clock, action, subscription.Id, subscription.Nickname, new Concerned(ResellerId: id), new { chosen = id == line.After.ResellerId });
            }
        }
    }
}
