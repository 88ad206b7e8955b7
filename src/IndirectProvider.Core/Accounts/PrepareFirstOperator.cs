using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>
/// At start: as long as nobody can sign in as operator, invites the one named in the settings by mail, or makes a
/// set-up link for whoever can read the portal's console. There is no default password.
/// </summary>
public sealed class PrepareFirstOperator(PortalDb portal, AccountLinks links, Outbox outbox, PortalAddress address, TimeProvider clock)
{
    /// <summary>How long a set-up link lives; the next start makes another one.</summary>
    public static readonly TimeSpan SetUpLinkLife = TimeSpan.FromHours(24);

    /// <summary>Prepares.</summary>
    /// <param name="email">Address from the settings, or empty.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Result<FirstOperatorStep>> ExecuteAsync(string email, CancellationToken cancel)
    {
        var db = portal.Open();
        if (await db.Users.AnyAsync(u => u.Organisation == OrganisationKind.Operator && u.EmailConfirmed, cancel))
        {
            return new FirstOperatorStep(null, null);
        }

        var step = email == "" ? await MakeSetUpLinkAsync(db, cancel) : await InviteAsync(db, email, cancel);
        await db.SaveChangesAsync(cancel);
        return step;
    }

    private async Task<Result<FirstOperatorStep>> InviteAsync(PortalDbContext db, string email, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var name = EmailAddress.Normalize(email);
        var user = await db.Users.SingleOrDefaultAsync(u => u.NormalizedUserName == name, cancel);
        if (user is { Organisation: not OrganisationKind.Operator })
        {
            return AccountErrors.EmailTaken("");
        }

        if (user is null)
        {
            var localPart = email[..Math.Min(email.LastIndexOf('@'), PersonName.MaxLength)];
            user = PortalUser.Operator(new PersonName(localPart, ""), email, "en", now);
            db.Users.Add(user);
        }
        else if (await db.AccountLinks.AnyAsync(l => l.UserId == user.Id && l.UsedAt == null && l.ExpiresAt > now, cancel))
        {
            return new FirstOperatorStep(null, null);
        }

        await links.EndOlderAsync(user.Id, SetPassword.Purposes, cancel);
        var token = OneTimeToken.Mint();
        db.AccountLinks.Add(AccountLink.Create(user, AccountLinkPurpose.SetPassword, token, SetPassword.LinkLife, now));
        outbox.Post(
            db, null, "FirstOperator", AccountMails.To(user), AccountMails.FirstOperator(user, address.Link($"/set-password/{token.Text}")));
        return new FirstOperatorStep(user.Email, null);
    }

    private async Task<Result<FirstOperatorStep>> MakeSetUpLinkAsync(PortalDbContext db, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var older in await db.AccountLinks.Where(l => l.Purpose == AccountLinkPurpose.SetUp && l.UsedAt == null).ToListAsync(cancel))
        {
            older.Use(now);
        }

        var token = OneTimeToken.Mint();
        db.AccountLinks.Add(AccountLink.ForSetUp(token, SetUpLinkLife, now));
        return new FirstOperatorStep(null, address.Link($"/set-up/{token.Text}"));
    }
}

/// <summary>What was done for the first operator; both null when nothing was needed.</summary>
/// <param name="MailedTo">Address an invitation was mailed to.</param>
/// <param name="SetUpLink">The link to print: a secret, for the console only.</param>
public sealed record FirstOperatorStep(string? MailedTo, string? SetUpLink)
{
    /// <summary>Keeps the link out of logs.</summary>
    public override string ToString() => "first operator";
}
