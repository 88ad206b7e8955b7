using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>
/// Instead of choosing a password by a one-time link, the person connects a Microsoft account: the link proves the e-mail
/// address, the account must be of the tenant that the organisation has linked.
/// </summary>
public sealed class AcceptWithMicrosoft(PortalDb portal, AccountLinks links, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>The account to sign in.</summary>
    /// <param name="linkId">The link followed before the person went to Microsoft.</param>
    /// <param name="who">Who came back from there.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<PortalUser>> ExecuteAsync(Guid linkId, EntraIdentity who, CancellationToken cancel)
    {
        var db = portal.Open();
        var link = await db.AccountLinks.SingleOrDefaultAsync(l => l.Id == linkId && SetPassword.Purposes.Contains(l.Purpose), cancel);
        if (link?.IsUsable(clock.GetUtcNow()) != true
            || await db.Users.SingleOrDefaultAsync(u => u.Id == link.UserId && u.DeletedAt == null && u.DisabledAt == null, cancel) is not { } user)
        {
            return AccountErrors.LinkDead;
        }

        if (!await db.MicrosoftTenantOf(user).AnyAsync(t => t.TenantId == who.TenantId, cancel))
        {
            db.RecordAccount(clock, AuditAction.SignInFailed, user, details: new { Reason = "MicrosoftTenantNotLinked" });
            await db.SaveChangesAsync(cancel);
            return MicrosoftErrors.OtherTenant;
        }

        var actor = await db.ActorOfAsync(user, cancel);
        if (await db.ConnectAsync(clock, user, who, cancel, actor) is { } refusal)
        {
            return refusal;
        }

        await links.EndOlderAsync(user.Id, SetPassword.Purposes, cancel);
        if (!user.EmailConfirmed)
        {
            user.ConfirmEmail();
            db.RecordAccount(clock, AuditAction.EmailConfirmed, user, actor);
        }

        await db.RecordSignInAsync(clock, user, SignInMethod.Microsoft, cancel);
        var saved = await db.SaveMicrosoftAsync(dialect, cancel);
        return saved.Succeeded ? user : AccountErrors.LinkDead;
    }
}
