using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Organisations;
using IndirectProvider.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>
/// A reseller registers with its first global admin, who then confirms the e-mail address. An address that has an account
/// or a PartnerID that is registered gets the same answer on screen and another mail, so that nobody can find out who is here.
/// </summary>
public sealed class RegisterReseller(
    PortalDb portal, PasswordRules rules, AccountLinks links, TenantNaming naming, Outbox outbox, PortalAddress address, IPasswordHasher<PortalUser> hasher, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>How long the link that confirms the address works.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromHours(24);

    private const string MailKind = "Registration";

    /// <summary>Registers it.</summary>
    /// <param name="input">What was typed.</param>
    /// <param name="invitationId">The invitation the person came from, or null.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result> ExecuteAsync(RegistrationInput input, Guid? invitationId, CancellationToken cancel)
    {
        var email = TypedText.Clean(input.Email)!;
        if (rules.Refuse(nameof(input.Password), input.Password!, input.PasswordOwner) is { } weak)
        {
            return weak;
        }

        if (naming.IsTenantAddress(email))
        {
            return Error.Invalid(nameof(input.Email), "Use your work e-mail address. Addresses of customers' tenants can't be used.");
        }

        var db = portal.Open();
        var user = await FindAsync(db, email, cancel);
        var partnerId = TypedText.Clean(input.PartnerId)!;
        var holder = await db.Resellers.Where(r => r.PartnerId == partnerId).Select(r => (Guid?)r.Id).SingleOrDefaultAsync(cancel);
        var isTaken = await db.Providers.AnyAsync(p => p.PartnerId == partnerId, cancel) || (holder is not null && holder != user?.ResellerId);

        // Whoever keeps registering somebody else's address sends no more mails, and ends no link that was sent.
        if (await db.HadEnoughAsync(MailKind, email, clock.GetUtcNow(), cancel))
        {
            hasher.HashPassword(null!, input.Password!);
            return Result.Done;
        }

        // Hashed in any case, so that an address with an account doesn't answer faster.
        var hash = hasher.HashPassword(null!, input.Password!);

        // Without a password it was not registered but invited, by a company that exists: nobody registers that one again.
        var isOpen = user is null or { EmailConfirmed: false, Organisation: OrganisationKind.Reseller, PasswordHash: not null };
        if (isOpen && isTaken)
        {
            PostTaken(db, input, email);
        }
        else if (isOpen && user is not null)
        {
            await RegisterAgainAsync(db, user, input, hash, invitationId, cancel);
        }
        else if (user is not null)
        {
            Post(db, user, RegistrationMails.HasAccount(user, address.Link("/sign-in")));
        }
        else
        {
            Register(db, input, email, hash, invitationId);
        }

        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (failure is DbUpdateConcurrencyException || dialect.IsUniqueViolation(failure))
        {
            // Sent twice at the same moment: then the person is there now and gets the mail of the first. Else it was the PartnerID.
            db.ChangeTracker.Clear();
            if (await FindAsync(db, email, cancel) is null)
            {
                PostTaken(db, input, email);
                await db.SaveChangesAsync(cancel);
            }
        }

        return Result.Done;
    }

    private static Task<PortalUser?> FindAsync(PortalDbContext db, string email, CancellationToken cancel)
    {
        var normalized = EmailAddress.Normalize(email);
        return db.Users.SingleOrDefaultAsync(u => u.NormalizedUserName == normalized, cancel);
    }

    private void Register(PortalDbContext db, RegistrationInput input, string email, string hash, Guid? invitationId)
    {
        var now = clock.GetUtcNow();
        var reseller = Reseller.Register(input.ToProfile(email), now);
        var user = PortalUser.OfReseller(reseller.Id, NameOf(input), email, input.Culture!, MemberRole.GlobalAdmin, now);
        user.ChoosePassword(hash);
        db.Resellers.Add(reseller);
        db.Users.Add(user);
        Finish(db, reseller, user, invitationId);
    }

    /// <summary>
    /// An address that nobody confirmed yet belongs to nobody: what was registered first may have been somebody else's
    /// doing, so the latest registration replaces it, password and all, and only its link works.
    /// </summary>
    private async Task RegisterAgainAsync(
        PortalDbContext db, PortalUser user, RegistrationInput input, string hash, Guid? invitationId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await links.EndOlderAsync(user.Id, ConfirmEmail.Purposes, cancel);
        var reseller = await db.Resellers.SingleAsync(r => r.Id == user.ResellerId, cancel);
        reseller.RegisterAgain(input.ToProfile(user.Email!), now);
        user.RegisterAgain(NameOf(input), input.Culture!, hash);
        Finish(db, reseller, user, invitationId);
    }

    private void Finish(PortalDbContext db, Reseller reseller, PortalUser user, Guid? invitationId)
    {
        reseller.AcceptAgreement(user.FullName, clock.GetUtcNow());
        var actor = db.Scope.Actor with { UserId = user.Id, Name = user.FullName, Organisation = reseller.LegalName, OrganisationId = reseller.Id };
        var own = new Concerned(ResellerId: reseller.Id);
        db.Record(clock, AuditAction.ResellerRegistered, reseller.Id, reseller.LegalName, own, new { reseller.PartnerId }, actor);
        db.Record(clock, AuditAction.AgreementAccepted, reseller.Id, reseller.LegalName, own, actor: actor);
        PostConfirmation(db, user, invitationId);
    }

    private static PersonName NameOf(RegistrationInput input) =>
        new(TypedText.Clean(input.FirstName)!, TypedText.Clean(input.LastName)!);

    private void PostConfirmation(PortalDbContext db, PortalUser user, Guid? invitationId)
    {
        var token = OneTimeToken.Mint();
        db.AccountLinks.Add(AccountLink.Create(user, AccountLinkPurpose.ConfirmEmail, token, LinkLife, clock.GetUtcNow(), invitationId));
        Post(db, user, RegistrationMails.Confirm(user, address.Link($"/confirm-email/{token.Text}"), LinkLife));
    }

    private void Post(PortalDbContext db, PortalUser user, MailContent content) =>
        outbox.Post(db, null, MailKind, new MailAddressee(user.Email!, user.FullName, user.Culture), content);

    private void PostTaken(PortalDbContext db, RegistrationInput input, string email)
    {
        var to = new MailAddressee(email, $"{NameOf(input).First} {NameOf(input).Last}", input.Culture!);
        outbox.Post(db, null, MailKind, to, RegistrationMails.PartnerIdTaken(to, TypedText.Clean(input.PartnerId)!, address.Link("/register")));
    }
}
