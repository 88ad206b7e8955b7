using FluentValidation;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Organisations;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>An operator makes a provider and invites its first global admin.</summary>
public sealed class CreateProvider(PortalDb portal, Outbox outbox, PortalAddress address, IDatabaseDialect dialect, TimeProvider clock)
{
    /// <summary>What is typed.</summary>
    public sealed record Input
    {
        /// <summary>Registered name.</summary>
        public string? LegalName { get; init; }

        /// <summary>Name that resellers and customers see.</summary>
        public string? DisplayName { get; init; }

        /// <summary>ISO code of the market.</summary>
        public string? Country { get; init; }

        /// <summary>Public website.</summary>
        public string? Website { get; init; }

        /// <summary>Where customers and resellers turn to.</summary>
        public string? SupportEmail { get; init; }

        /// <summary>Support phone.</summary>
        public string? SupportPhone { get; init; }

        /// <summary>Global admin's first name.</summary>
        public string? FirstName { get; init; }

        /// <summary>Global admin's last name.</summary>
        public string? LastName { get; init; }

        /// <summary>Global admin's e-mail address, which is also the user name.</summary>
        public string? Email { get; init; }

        /// <summary>Global admin's language.</summary>
        public string? Culture { get; init; }
    }

    /// <summary>All are there and have their shape.</summary>
    public sealed class Validator : AbstractValidator<Input>
    {
        private const int NameLength = 200;

        /// <summary>The rules.</summary>
        public Validator()
        {
            RuleFor(i => i.LegalName).Text("Enter the legal name.", NameLength);
            RuleFor(i => i.DisplayName).Text("Enter the display name.", NameLength);
            RuleFor(i => i.Country).Must(c => Countries.Find(c) is not null).WithMessage(_ => CoreTexts.Get("Choose the market."));
            RuleFor(i => i.Website).OptionalText(WebAddress.MaxLength)
                .Must(w => TypedText.Clean(w) is null || WebAddress.Parse(w) is not null).WithMessage(_ => CoreTexts.Get("Enter a web address like https://www.company.com."));
            RuleFor(i => i.SupportEmail).Email("Enter the support e-mail address.");
            RuleFor(i => i.SupportPhone)
                .Must((i, phone) => TypedText.Clean(phone) is null || PhoneNumbers.ToE164(phone!, Countries.Find(i.Country)?.Code ?? "DE") is not null)
                .WithMessage(_ => CoreTexts.Get("Enter a phone number with its area code, such as +49 30 123456."));
            RuleFor(i => i.FirstName).Text("Enter the first name.", PersonName.MaxLength);
            RuleFor(i => i.LastName).Text("Enter the last name.", PersonName.MaxLength);
            RuleFor(i => i.Email).Email("Enter the e-mail address.");
            RuleFor(i => i.Culture).Must(PortalLanguages.Contains).WithMessage(_ => CoreTexts.Get("Choose the language."));
        }
    }

    /// <summary>Makes them.</summary>
    /// <returns>The provider's id.</returns>
    public async Task<Result<Guid>> ExecuteAsync(Input input, CancellationToken cancel)
    {
        var db = portal.Open();
        var email = TypedText.Clean(input.Email)!;
        var taken = await TakenAsync(db, input, email, cancel);
        if (taken.Count > 0)
        {
            return Result<Guid>.Failed(taken);
        }

        var now = clock.GetUtcNow();
        var country = Countries.Find(input.Country)!;
        var phone = TypedText.Clean(input.SupportPhone);
        var provider = Provider.Create(
            new ProviderProfile(
                TypedText.Clean(input.LegalName)!,
                TypedText.Clean(input.DisplayName)!,
                country.Code,
                WebAddress.Parse(input.Website),
                TypedText.Clean(input.SupportEmail)!,
                phone is null ? null : PhoneNumbers.ToE164(phone, country.Code)),
            now);
        var name = new PersonName(TypedText.Clean(input.FirstName)!, TypedText.Clean(input.LastName)!);
        var admin = PortalUser.OfProvider(provider.Id, name, email, input.Culture!, MemberRole.GlobalAdmin, now);
        var token = OneTimeToken.Mint();
        db.Providers.Add(provider);
        db.Users.Add(admin);
        db.AccountLinks.Add(AccountLink.Create(admin, AccountLinkPurpose.SetPassword, token, SetPassword.LinkLife, now));
        outbox.Post(
            db, null, "Welcome", AccountMails.To(admin), AccountMails.Welcome(admin, provider.DisplayName, address.Link($"/set-password/{token.Text}")));
        db.Record(clock, AuditAction.ProviderCreated, provider.Id, provider.DisplayName, new Concerned(provider.Id));
        db.RecordAccount(clock, AuditAction.MemberInvited, admin);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (dialect.IsUniqueViolation(failure))
        {
            db.ChangeTracker.Clear();
            return Result<Guid>.Failed(await TakenAsync(db, input, email, cancel));
        }

        return provider.Id;
    }

    private static async Task<List<Error>> TakenAsync(PortalDbContext db, Input input, string email, CancellationToken cancel)
    {
        var errors = new List<Error>();
        if (await db.IsNameTakenAsync(input.DisplayName!, except: null, cancel))
        {
            errors.Add(ProviderNames.Taken(nameof(Input.DisplayName)));
        }

        var userName = EmailAddress.Normalize(email);
        if (await db.Users.AnyAsync(u => u.NormalizedUserName == userName, cancel))
        {
            errors.Add(AccountErrors.EmailTaken(nameof(Input.Email)));
        }

        return errors;
    }
}
