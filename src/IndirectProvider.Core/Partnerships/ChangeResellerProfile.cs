using FluentValidation;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Organisations;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Partnerships;

/// <summary>A reseller changes its company profile, which its providers and, for support, its customers see.</summary>
public sealed class ChangeResellerProfile(PortalDbContext db, TenantNaming naming, TimeProvider clock)
{
    /// <summary>The profile as typed; in the order of the fields on the page.</summary>
    public sealed record Input
    {
        /// <summary>The version the person saw.</summary>
        public long Version { get; init; }

        /// <summary>Registered name of the company.</summary>
        public string? LegalName { get; init; }

        /// <summary>Postal address; its country is the reseller's market.</summary>
        public PostalAddressInput Address { get; init; } = new();

        /// <summary>Primary contact's first and last name.</summary>
        public string? ContactName { get; init; }

        /// <summary>Primary contact's work e-mail.</summary>
        public string? ContactEmail { get; init; }

        /// <summary>Language the company's mails are written in.</summary>
        public string? Culture { get; init; }

        /// <summary>Where customers turn to.</summary>
        public string? SupportEmail { get; init; }

        /// <summary>Where customers call.</summary>
        public string? SupportPhone { get; init; }

        /// <summary>What a form begins with.</summary>
        public static Input Of(ResellerProfile profile, long version) => new()
        {
            Version = version,
            LegalName = profile.LegalName,
            Address = new()
            {
                Line1 = profile.Address.Line1,
                Line2 = profile.Address.Line2,
                City = profile.Address.City,
                State = profile.Address.State,
                PostalCode = profile.Address.PostalCode,
                Country = profile.Address.Country,
            },
            ContactName = profile.ContactName,
            ContactEmail = profile.ContactEmail,
            Culture = profile.Culture,
            SupportEmail = profile.SupportEmail,
            SupportPhone = profile.SupportPhone,
        };
    }

    /// <summary>What can be said of it without looking anything up; the same as of a registration.</summary>
    public sealed class Validator : AbstractValidator<Input>
    {
        private const int NameLength = 101;

        /// <summary>Sets the rules up.</summary>
        public Validator()
        {
            RuleFor(r => r.LegalName).CompanyNameRules();
            RuleFor(r => r.Address).SetValidator(new PostalAddressValidator());
            RuleFor(r => r.ContactName).Text("Enter the contact's first and last name.", NameLength);
            RuleFor(r => r.ContactEmail)
                .Email("Enter the contact's work e-mail address.")
                .Must(e => !WebmailDomains.Contains(EmailAddress.DomainOf(TypedText.Clean(e)!)))
                .WithMessage(_ => CoreTexts.Get("Use your work e-mail address. Addresses of webmail services can't be used."));
            RuleFor(r => r.Culture).Must(PortalLanguages.Contains).WithMessage(_ => CoreTexts.Get("Choose a language."));
            RuleFor(r => r.SupportEmail).Email("Enter the e-mail address your customers turn to.");
            RuleFor(r => r.SupportPhone)
                .Must(p => TypedText.Clean(p) is not null).WithMessage(_ => CoreTexts.Get("Enter the phone number your customers call."))
                .Must((r, p) => Countries.Find(r.Address.Country) is not { } country || PhoneNumbers.ToE164(TypedText.Clean(p)!, country.Code) is not null)
                .WithMessage(r => CoreTexts.Get(
                    "This is not a valid phone number. Enter it with area code, for example +{0} and the number.", Countries.Find(r.Address.Country)!.CallingCode));
        }
    }

    /// <summary>Changes it.</summary>
    public async Task<Result> ExecuteAsync(Input input, CancellationToken cancel)
    {
        var reseller = await db.Resellers.SingleOrDefaultAsync(cancel);
        if (reseller is null)
        {
            return Error.NotFound;
        }

        if (reseller.Version != input.Version)
        {
            return ChangedMeanwhile;
        }

        var email = TypedText.Clean(input.ContactEmail)!;
        if (naming.IsTenantAddress(email))
        {
            return Error.Invalid(nameof(input.ContactEmail), "Use your work e-mail address. Addresses of customers' tenants can't be used.");
        }

        // Its partners would take what its people do for the provider's own doing.
        var name = TypedText.Clean(input.LegalName)!;
        if (await db.Providers.AnyAsync(p => p.DisplayName == name || p.LegalName == name, cancel))
        {
            return Error.Invalid(nameof(input.LegalName), "This is the name of one of your indirect providers.");
        }

        var (before, after) = (reseller.Profile, ProfileOf(input, reseller.PartnerId));
        if (before == after)
        {
            return Result.Done;
        }

        if (await OtherRegionAsync(after.Address.Country, cancel) is { } provider)
        {
            return Error.Invalid(
                $"{nameof(input.Address)}.{nameof(input.Address.Country)}",
                "This country is in another region than {0}. End that partnership first, or keep the country.",
                provider);
        }

        reseller.ChangeProfile(after);
        db.Record(clock, AuditAction.ResellerProfileChanged, reseller.Id, reseller.LegalName, new Concerned(ResellerId: reseller.Id), new { before, after });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            return ChangedMeanwhile;
        }

        return Result.Done;
    }

    private static Error ChangedMeanwhile => Error.Conflict(
        "Somebody else changed the profile after you opened this page. Compare your entries with what is stored now, then save again.");

    private static ResellerProfile ProfileOf(Input input, string partnerId) => new(
        TypedText.Clean(input.LegalName)!,
        partnerId,
        input.Address.ToAddress(),
        TypedText.Clean(input.ContactName)!,
        TypedText.Clean(input.ContactEmail)!,
        TypedText.Clean(input.SupportEmail)!,
        PhoneNumbers.ToE164(TypedText.Clean(input.SupportPhone)!, input.Address.Country!)!,
        input.Culture!);

    /// <summary>The provider of an active partnership that could not be had with a company in this country; null when there is none.</summary>
    private async Task<string?> OtherRegionAsync(string country, CancellationToken cancel)
    {
        var region = Countries.Find(country)?.Region;
        var providers = await db.Partnerships
            .Where(p => p.State == PartnershipState.Active)
            .OrderBy(p => p.Provider.DisplayName)
            .Select(p => new { p.Provider.DisplayName, p.Provider.Country })
            .ToListAsync(cancel);
        return providers.Find(p => Countries.Find(p.Country)?.Region != region)?.DisplayName;
    }
}
