using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Organisations;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>
/// A reseller registers with its first global admin, who then confirms the e-mail address. An address that has an
/// account already gets the same answer on screen and another mail, so that nobody can find out who has accounts.
/// </summary>
public sealed class RegisterReseller(
    PortalDb portal, Outbox outbox, PortalAddress address, IPasswordHasher<PortalUser> hasher, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>How long the link that confirms the address works.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromHours(24);

    /// <summary>Registers it.</summary>
    /// <param name="input">What was typed.</param>
    /// <param name="invitationId">The invitation the person came from, or null.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result> ExecuteAsync(RegistrationInput input, Guid? invitationId, CancellationToken cancel)
    {
        var email = TypedText.Clean(input.Email)!;
        if (PasswordRules.Refuse(nameof(input.Password), input.Password!, email) is { } weak)
        {
            return weak;
        }

        var db = portal.Open();
        var user = await FindAsync(db, email, cancel);
        var partnerId = TypedText.Clean(input.PartnerId)!;
        var holder = await db.Resellers.Where(r => r.PartnerId == partnerId).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancel);
        if (holder is not null && holder != user?.ResellerId)
        {
            return PartnerIdTaken;
        }

        // Hashed in any case, so that an address with an account doesn't answer faster.
        var hash = hasher.HashPassword(null!, input.Password!);
        if (user is null)
        {
            user = Register(db, input, email, hash, invitationId);
        }
        else
        {
            await RemindAsync(db, user, invitationId, cancel);
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (dialect.IsUniqueViolation(failure))
        {
            // Sent twice at the same moment: then the person is there now and gets the mail of the first. Else it was the PartnerID.
            db.ChangeTracker.Clear();
            return await FindAsync(db, email, cancel) is not null ? Result.Done : PartnerIdTaken;
        }

        return Result.Done;
    }

    private static Error PartnerIdTaken =>
        Error.Invalid(nameof(RegistrationInput.PartnerId), "This PartnerID is registered already. Ask a global admin of your company to invite you.");

    private static Task<PortalUser?> FindAsync(PortalDbContext db, string email, CancellationToken cancel)
    {
        var normalized = EmailAddress.Normalize(email);
        return db.Users.SingleOrDefaultAsync(u => u.NormalizedUserName == normalized, cancel);
    }

    private PortalUser Register(PortalDbContext db, RegistrationInput input, string email, string hash, Guid? invitationId)
    {
        var now = clock.GetUtcNow();
        var name = new PersonName(TypedText.Clean(input.FirstName)!, TypedText.Clean(input.LastName)!);
        var reseller = Reseller.Register(input.ToProfile(email), now);
        var user = PortalUser.OfReseller(reseller.Id, name, email, input.Culture!, MemberRole.GlobalAdmin, now);
        user.ChoosePassword(hash);
        reseller.AcceptAgreement(user.FullName, now);
        db.Resellers.Add(reseller);
        db.Users.Add(user);
        var actor = db.Scope.Actor with { UserId = user.Id, Name = user.FullName, Organisation = reseller.LegalName };
        var own = new Concerned(ResellerId: reseller.Id);
        db.Record(clock, AuditAction.ResellerRegistered, reseller.Id, reseller.LegalName, own, new { reseller.PartnerId }, actor);
        db.Record(clock, AuditAction.AgreementAccepted, reseller.Id, reseller.LegalName, own, actor: actor);
        PostConfirmation(db, user, invitationId);
        return user;
    }

    private async Task RemindAsync(PortalDbContext db, PortalUser user, Guid? invitationId, CancellationToken cancel)
    {
        if (user.EmailConfirmed)
        {
            Post(db, user, RegistrationMails.HasAccount(user, address.Link("/sign-in")));
            return;
        }

        var now = clock.GetUtcNow();
        foreach (var old in await db.AccountLinks
            .Where(l => l.UserId == user.Id && l.Purpose == AccountLinkPurpose.ConfirmEmail && l.UsedAt == null)
            .ToListAsync(cancel))
        {
            invitationId ??= old.InvitationId;
            old.Use(now);
        }

        PostConfirmation(db, user, invitationId);
    }

    private void PostConfirmation(PortalDbContext db, PortalUser user, Guid? invitationId)
    {
        var token = OneTimeToken.Mint();
        db.AccountLinks.Add(AccountLink.Create(user, AccountLinkPurpose.ConfirmEmail, token, LinkLife, clock.GetUtcNow(), invitationId));
        Post(db, user, RegistrationMails.Confirm(user, address.Link($"/confirm-email/{token.Text}"), LinkLife));
    }

    private void Post(PortalDbContext db, PortalUser user, MailContent content) =>
        outbox.Post(db, null, "Registration", new MailAddressee(user.Email!, user.FullName, user.Culture), content);
}
