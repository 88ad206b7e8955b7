using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>Starts sessions and ends them.</summary>
public sealed class Sessions(PortalDb portal, TimeProvider clock)
{
    /// <summary>Starts a session in place of the one this browser had.</summary>
    /// <param name="user">Who signed in.</param>
    /// <param name="browser">What the browser says it is.</param>
    /// <param name="throughMicrosoft">Whether the person came in with Microsoft.</param>
    /// <param name="before">The session the browser had, or null; it ends, whoever it was for.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The new session's id.</returns>
    public async Task<Guid> StartAsync(PortalUser user, string? browser, bool throughMicrosoft, Guid? before, CancellationToken cancel)
    {
        var db = portal.Open();
        var session = Session.Start(user.Id, browser, db.Scope.Actor.SourceAddress, throughMicrosoft, clock.GetUtcNow());
        db.Sessions.Add(session);
        await db.SaveChangesAsync(cancel);
        if (before is not null)
        {
            await db.Sessions.Where(s => s.Id == before).ExecuteDeleteAsync(cancel);
        }

        return session.Id;
    }

    /// <summary>Ends one; nothing when it has ended.</summary>
    public Task EndAsync(Guid id, CancellationToken cancel) => portal.Open().Sessions.Where(s => s.Id == id).ExecuteDeleteAsync(cancel);

    /// <summary>Ends all of a person, for verbs that renewed the account's security stamp with their save.</summary>
    internal Task EndAllAsync(Guid userId, CancellationToken cancel) => portal.Open().Sessions.Where(s => s.UserId == userId).ExecuteDeleteAsync(cancel);

    /// <summary>Deletes those that have run out. Safe to run at any time, on any number of nodes.</summary>
    public Task PruneAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var (idle, old) = (now - Session.IdleLife, now - Session.Life);
        return portal.Open().Sessions.Where(s => s.LastSeenAt <= idle || s.StartedAt <= old).ExecuteDeleteAsync(cancel);
    }
}
