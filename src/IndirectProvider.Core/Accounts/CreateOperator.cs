using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>
/// Makes an operator's account from the command line and gives the one-time link by which the person chooses a password, so that
/// somebody gets in again when the operators are lost.
/// </summary>
public sealed class CreateOperator(PortalDb portal, AccountLinks links, PortalAddress address, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>Makes the account, or a new link for one that nobody has used yet.</summary>
    /// <param name="email">Where the person is reached; also the user name.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The link, a secret; null when there is such an operator already, who signs in.</returns>
    public async Task<Result<string?>> ExecuteAsync(string email, CancellationToken cancel)
    {
        if (!EmailAddress.IsValid(email))
        {
            return Error.Invalid("", "Enter the e-mail address.");
        }

        var db = portal.Open();
        var name = EmailAddress.Normalize(email);
        var user = await db.Users.SingleOrDefaultAsync(u => u.NormalizedUserName == name, cancel);
        if (user is { Organisation: not OrganisationKind.Operator })
        {
            return AccountErrors.EmailTaken("");
        }

        if (user is { EmailConfirmed: true })
        {
            return (string?)null;
        }

        var now = clock.GetUtcNow();
        if (user is null)
        {
            var localPart = email[..Math.Min(email.LastIndexOf('@'), PersonName.MaxLength)];
            user = PortalUser.Operator(new PersonName(localPart, ""), email, "en", now);
            db.Users.Add(user);
            db.RecordAccount(clock, AuditAction.OperatorCreated, user);
        }

        await links.EndOlderAsync(user.Id, SetPassword.Purposes, cancel);
        var token = OneTimeToken.Mint();
        db.AccountLinks.Add(AccountLink.Create(user, AccountLinkPurpose.SetPassword, token, SetPassword.LinkLife, now));
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (dialect.IsUniqueViolation(failure))
        {
            return AccountErrors.EmailTaken("");
        }

        return address.Link($"/set-password/{token.Text}");
    }
}
