using FluentValidation;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Organisations;
using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>
/// A reseller accepts an invitation: the partnership begins, or begins again. It stands here, above Partnerships,
/// since a customer of the provider can't be its reseller. Accepting twice is harmless, and of two people accepting at
/// once one makes the partnership and the other finds it.
/// </summary>
public sealed class AcceptInvitation(
    PortalDb portal, TenantScope scope, Outbox outbox, PortalAddress address, IDatabaseDialect dialect, TimeProvider clock)
{
    private const int Tries = 3;

    /// <summary>What is ticked.</summary>
    public sealed record Input
    {
        /// <summary>Agrees to what the invitation grants.</summary>
        public bool Agreed { get; init; }

        /// <summary>Accepts the partner agreement, where the company hasn't yet.</summary>
        public bool AgreementAccepted { get; init; }
    }

    /// <summary>The tick is needed.</summary>
    public sealed class Validator : AbstractValidator<Input>
    {
        /// <summary>The rules.</summary>
        public Validator() =>
            RuleFor(i => i.Agreed).Equal(true).WithMessage(_ => CoreTexts.Get("Tick the box to say that you accept."));
    }

    /// <summary>How it ended.</summary>
    /// <param name="Provider">The provider's name.</param>
    /// <param name="WerePartners">Whether they were partners before already.</param>
    public sealed record Outcome(string Provider, bool WerePartners);

    /// <summary>Accepts it for the acting reseller.</summary>
    /// <param name="key">The invitation.</param>
    /// <param name="input">What is ticked.</param>
    /// <param name="mayAcceptAgreement">Whether the person may accept the partner agreement for the company.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Result<Outcome>> ExecuteAsync(InvitationKey key, Input input, bool mayAcceptAgreement, CancellationToken cancel)
    {
        var db = portal.Open();
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            try
            {
                return await AcceptAsync(db, key, input.AgreementAccepted && mayAcceptAgreement, cancel);
            }
            catch (DbUpdateException failure) when (dialect.IsUniqueViolation(failure) || failure is DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear();
            }
        }

        return PartnershipErrors.ChangedMeanwhile;
    }

    private async Task<Result<Outcome>> AcceptAsync(PortalDbContext db, InvitationKey key, bool acceptsAgreement, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var invitation = await db.PartnershipInvitations.Include(i => i.Provider)
            .SingleOrDefaultAsync(i => i.Id == key.Id && i.TokenHash == key.TokenHash, cancel);
        if (scope.Viewpoint != Viewpoint.Reseller || invitation is null || !invitation.CanBeReadBy(scope, now))
        {
            return Error.NotFound;
        }

        var provider = invitation.Provider;
        if (invitation.State == InvitationState.Accepted)
        {
            return new Outcome(provider.DisplayName, WerePartners: true);
        }

        var reseller = await db.Resellers.SingleAsync(r => r.Id == scope.ResellerId, cancel);
        if (await ObstacleAsync(db, provider, reseller, acceptsAgreement, cancel) is { } obstacle)
        {
            return obstacle;
        }

        var partnership = await db.Partnerships.SingleOrDefaultAsync(p => p.ProviderId == provider.Id && p.ResellerId == reseller.Id, cancel);
        var werePartners = partnership is { State: PartnershipState.Active };
        if (partnership is null)
        {
            partnership = Partnership.Start(provider.Id, reseller.Id, now);
            db.Partnerships.Add(partnership);
        }
        else
        {
            partnership.Renew(now);
        }

        var accepted = invitation.Accept(reseller.Id, now);
        if (!accepted.Succeeded)
        {
            return Error.NotFound;
        }

        Record(db, invitation, partnership, reseller, acceptsAgreement, werePartners, now);
        if (!werePartners)
        {
            await PostMailsAsync(db, invitation, provider, reseller, cancel);
        }

        await db.SaveChangesAsync(cancel);
        return new Outcome(provider.DisplayName, werePartners);
    }

    private static async Task<Error?> ObstacleAsync(
        PortalDbContext db, Provider provider, Reseller reseller, bool acceptsAgreement, CancellationToken cancel)
    {
        if (Countries.Find(provider.Country)?.Region != Countries.Find(reseller.Address.Country)?.Region)
        {
            return PartnershipErrors.OtherRegion(provider.DisplayName);
        }

        if (await IsCustomerAsync(db, provider, reseller, cancel))
        {
            return PartnershipErrors.IsCustomer(provider.DisplayName);
        }

        return reseller.AgreementAcceptedAt is null && !acceptsAgreement
            ? Error.Invalid(nameof(Input.AgreementAccepted), "Your company has to accept the partner agreement first. A global admin can do that here.")
            : null;
    }

    private static async Task<bool> IsCustomerAsync(PortalDbContext db, Provider provider, Reseller reseller, CancellationToken cancel)
    {
        var customers = db.Customers.Where(c => c.ProviderId == provider.Id);
        var country = reseller.Address.Country;
        if (await customers.AnyAsync(c => c.NormalizedName == reseller.NormalizedName && c.Address.Country == country, cancel))
        {
            return true;
        }

        var domain = EmailAddress.DomainOf(reseller.ContactEmail);
        return !WebmailDomains.Contains(domain) && await customers.AnyAsync(c => c.ContactEmail.ToLower().EndsWith("@" + domain), cancel);
    }

    private void Record(
        PortalDbContext db,
        PartnershipInvitation invitation,
        Partnership partnership,
        Reseller reseller,
        bool acceptsAgreement,
        bool werePartners,
        DateTimeOffset now)
    {
        var both = new Concerned(invitation.ProviderId, reseller.Id);
        if (acceptsAgreement && reseller.AgreementAcceptedAt is null)
        {
            reseller.AcceptAgreement(scope.Actor.Name, now);
            db.Record(clock, AuditAction.AgreementAccepted, reseller.Id, reseller.LegalName, new Concerned(ResellerId: reseller.Id));
        }

        db.Record(clock, AuditAction.InvitationAccepted, invitation.Id, invitation.Name, both, new { Reseller = reseller.LegalName, reseller.PartnerId });
        if (!werePartners)
        {
            db.Record(clock, AuditAction.PartnershipMade, partnership.Id, reseller.LegalName, both, new { reseller.PartnerId });
        }
    }

    private async Task PostMailsAsync(
        PortalDbContext db, PartnershipInvitation invitation, Provider provider, Reseller reseller, CancellationToken cancel)
    {
        var sender = await db.Users.AsNoTracking().SingleAsync(u => u.Id == invitation.SenderUserId, cancel);
        outbox.Post(
            db,
            provider.Id,
            "PartnershipMade",
            new MailAddressee(sender.Email!, sender.FullName, sender.Culture),
            PartnershipMails.AcceptedForProvider(sender.Culture, sender.FullName, provider, reseller, address.Link("/indirect-resellers")),
            reseller.ContactEmail);
        outbox.Post(
            db,
            provider.Id,
            "PartnershipMade",
            new MailAddressee(reseller.ContactEmail, reseller.ContactName, reseller.Culture),
            PartnershipMails.AcceptedForReseller(provider, reseller, address.Link("/indirect-providers")),
            provider.SupportEmail);
    }
}
