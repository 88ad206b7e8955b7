using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>Confirms a registered person's e-mail address by a one-time link.</summary>
public sealed class ConfirmEmail(PortalDb portal, AccountLinks links, TimeProvider clock)
{
    /// <summary>The links that lead here.</summary>
    public static readonly AccountLinkPurpose[] Purposes = [AccountLinkPurpose.ConfirmEmail];

    /// <summary>Confirms.</summary>
    /// <returns>The invitation the person came from, if any.</returns>
    public async Task<Result<ConfirmedEmail>> ExecuteAsync(string token, CancellationToken cancel)
    {
        var db = portal.Open();
        if (await links.FindAsync(token, Purposes, cancel) is not { } link)
        {
            return AccountErrors.LinkDead;
        }

        var user = await db.Users.SingleAsync(u => u.Id == link.UserId, cancel);
        await links.EndOlderAsync(user.Id, Purposes, cancel);
        user.ConfirmEmail();
        db.RecordAccount(clock, AuditAction.EmailConfirmed, user, await db.ActorOfAsync(user, cancel));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return AccountErrors.LinkDead;
        }

        return new ConfirmedEmail(link.InvitationId, link.CreatedAt);
    }
}

/// <summary>What comes next for somebody who confirmed the e-mail address.</summary>
/// <param name="InvitationId">The partnership invitation to return to, or null.</param>
/// <param name="RegisteredAt">When the person registered, coming from that invitation.</param>
public sealed record ConfirmedEmail(Guid? InvitationId, DateTimeOffset RegisteredAt);
