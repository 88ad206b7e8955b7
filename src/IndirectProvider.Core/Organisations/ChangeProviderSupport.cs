using FluentValidation;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Organisations;

/// <summary>A provider says where customers and resellers reach it, and which PartnerID is its own.</summary>
public sealed class ChangeProviderSupport(PortalDb portal, TenantScope scope, TimeProvider clock)
{
    /// <summary>What is typed.</summary>
    public sealed record Input
    {
        /// <summary>Where customers turn to.</summary>
        public string? SupportEmail { get; init; }

        /// <summary>Where customers call.</summary>
        public string? SupportPhone { get; init; }

        /// <summary>The provider's own PartnerID.</summary>
        public string? PartnerId { get; init; }

        /// <summary>Version of the provider that the person saw.</summary>
        public long Version { get; init; }
    }

    /// <summary>Shape only.</summary>
    public sealed class Validator : AbstractValidator<Input>
    {
        private const int PhoneLength = 40;

        /// <summary>The rules.</summary>
        public Validator()
        {
            RuleFor(i => i.SupportEmail).Email("Enter the support e-mail address.");
            RuleFor(i => i.SupportPhone).OptionalText(PhoneLength);
            RuleFor(i => i.PartnerId)
                .Must(id => TypedText.Clean(id) is not { } typed || (typed.Length is >= 5 and <= 10 && typed.All(char.IsAsciiDigit)))
                .WithMessage(_ => CoreTexts.Get("Enter the PartnerID: 5 to 10 digits."));
        }
    }

    /// <summary>Changes it.</summary>
    public async Task<Result> ExecuteAsync(Input input, CancellationToken cancel)
    {
        var db = portal.Open();
        var provider = await db.Providers.SingleAsync(p => p.Id == scope.ProviderId, cancel);
        var (email, typedPhone, partnerId) = (TypedText.Clean(input.SupportEmail)!, TypedText.Clean(input.SupportPhone), TypedText.Clean(input.PartnerId));
        var phone = typedPhone is null ? null : PhoneNumbers.ToE164(typedPhone, provider.Country);
        if (typedPhone is not null && phone is null)
        {
            return Error.Invalid(nameof(Input.SupportPhone), "Enter a phone number with its area code, such as +49 30 123456.");
        }

        if (partnerId is not null && await RefuseAsync(db, partnerId, cancel) is { } taken)
        {
            return taken;
        }

        if (provider.Version != input.Version)
        {
            return ChangedMeanwhile;
        }

        var before = new { provider.SupportEmail, provider.SupportPhone, provider.PartnerId };
        provider.ChangeSupport(email, phone, partnerId);
        if (!db.ChangeTracker.HasChanges())
        {
            return Result.Done;
        }

        db.Record(
            clock, AuditAction.ProviderSupportChanged, provider.Id, provider.DisplayName, new Concerned(provider.Id) { Operators = true },
            new { before, after = new { provider.SupportEmail, provider.SupportPhone, provider.PartnerId } });
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

    private static Error ChangedMeanwhile => Error.Conflict("Somebody changed your company's details meanwhile. Compare them with what you typed, then save again.");

    private async Task<Error?> RefuseAsync(PortalDbContext db, string partnerId, CancellationToken cancel)
    {
        // Whose it is stays unsaid: it may be a company that works with others only.
        var isTaken = await db.Resellers.AnyAsync(r => r.PartnerId == partnerId, cancel)
            || await db.Providers.AnyAsync(p => p.PartnerId == partnerId && p.Id != scope.ProviderId, cancel);
        return isTaken ? Error.Invalid(nameof(Input.PartnerId), "This PartnerID is another company's. Enter the one of your own company.") : null;
    }
}
