using FluentValidation;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Partnerships;

/// <summary>
/// Hands an invitation out: by a mail of the portal, or by hand (copied, or opened in the sender's own mail program).
/// The first time makes the row, with the id the form was given; later times find it.
/// </summary>
public sealed class RequestPartnership(
    PortalDbContext db, TenantScope scope, PersonalLinks links, InvitationLife life, Outbox outbox, IDatabaseDialect dialect, TimeProvider clock)
{
    private const int Tries = 3;

    /// <summary>How the link gets to the addressee.</summary>
    public enum Way
    {
        /// <summary>The portal mails it.</summary>
        Mail,

        /// <summary>The sender passes it on.</summary>
        ByHand,
    }

    /// <summary>What is typed.</summary>
    public sealed record Input
    {
        /// <summary>Addressee's e-mail address.</summary>
        public string? Email { get; init; }

        /// <summary>Addressee's name.</summary>
        public string? Name { get; init; }

        /// <summary>Addressee's company.</summary>
        public string? Company { get; init; }

        /// <summary>Language of the message.</summary>
        public string? Culture { get; init; }

        /// <summary>The message with the personal link.</summary>
        public string? Text { get; init; }

        /// <summary>The sealed link of <see cref="PersonalLinks"/>.</summary>
        public string? Link { get; init; }
    }

    /// <summary>The shape; the link in the text is checked by the verb.</summary>
    public sealed class Validator : AbstractValidator<Input>
    {
        /// <summary>The rules.</summary>
        public Validator()
        {
            RuleFor(i => i.Email).Email("Enter the e-mail address of the person you invite.");
            RuleFor(i => i.Name).Text("Enter the name of the person you invite.", 100);
            RuleFor(i => i.Company).OptionalText(CompanyName.MaxLength);
            RuleFor(i => i.Culture).Must(PortalLanguages.Contains).WithMessage(_ => CoreTexts.Get("Choose a language."));
            RuleFor(i => i.Text).NotEmpty().WithMessage(_ => CoreTexts.Get("Write the message, or load the standard text."));
        }
    }

    /// <summary>Hands it out.</summary>
    /// <returns>The invitation's id.</returns>
    public async Task<Result<Guid>> ExecuteAsync(Input input, Way way, CancellationToken cancel)
    {
        if (links.TryOpen(input.Link) is not { } link)
        {
            return PartnershipErrors.FormTooOld;
        }

        if (InvitationText.Conceal(input.Text!, link.Url) is not { } text)
        {
            return PartnershipErrors.LinkMissing;
        }

        if (text.Length > PartnershipInvitation.MaxTextLength)
        {
            return Error.Invalid(nameof(Input.Text), "Use at most {0} characters.", PartnershipInvitation.MaxTextLength);
        }

        var message = new InvitationMessage(
            TypedText.Clean(input.Email)!, TypedText.Clean(input.Name)!, TypedText.Clean(input.Company), input.Culture!, text);
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            try
            {
                return await HandOutAsync(link, message, way, cancel);
            }
            catch (DbUpdateException failure) when (dialect.IsUniqueViolation(failure) || failure is DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear();
            }
        }

        return PartnershipErrors.ChangedMeanwhile;
    }

    private async Task<Result<Guid>> HandOutAsync(PersonalLink link, InvitationMessage message, Way way, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var invitation = await db.PartnershipInvitations.SingleOrDefaultAsync(i => i.Id == link.InvitationId, cancel);
        if (invitation is null)
        {
            invitation = PartnershipInvitation.Draft(link.InvitationId, scope.ProviderId, link.Token, message, scope.Actor, life.Length, now);
            db.PartnershipInvitations.Add(invitation);
        }
        else if (!invitation.TokenHash.AsSpan().SequenceEqual(link.Token.Hash))
        {
            return PartnershipErrors.LinkReplaced;
        }
        else if (invitation.State == InvitationState.Sent)
        {
            // The same form again: a second click, a reload, or copied after it was sent.
            return invitation.Id;
        }
        else if (invitation.State == InvitationState.Issued)
        {
            invitation.Rewrite(message);
        }

        var before = invitation.State;
        var moved = way == Way.Mail ? await SendAsync(invitation, link, now, cancel) : invitation.Issue(now);
        if (!moved.Succeeded)
        {
            db.ChangeTracker.Clear();
            return Result<Guid>.Failed(moved.Errors);
        }

        if (invitation.State != before)
        {
            db.Record(
                clock,
                way == Way.Mail ? AuditAction.InvitationSent : AuditAction.InvitationIssued,
                invitation.Id,
                invitation.Name,
                new Concerned(invitation.ProviderId),
                new { invitation.Email, invitation.Company, Language = invitation.Culture });
        }

        await db.SaveChangesAsync(cancel);
        return invitation.Id;
    }

    private async Task<Result> SendAsync(PartnershipInvitation invitation, PersonalLink link, DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.RefuseInvitationMailAsync(invitation.Email, now, cancel) is { } enough)
        {
            return enough;
        }

        var provider = await db.Providers.AsNoTracking().SingleAsync(cancel);
        var mail = outbox.Post(
            db,
            invitation.ProviderId,
            PartnershipMails.InvitationKind,
            new MailAddressee(invitation.Email, invitation.Name, invitation.Culture),
            PartnershipMails.Invitation(invitation, provider, link.Url),
            provider.SupportEmail);
        return invitation.Send(mail.Id, now);
    }
}
