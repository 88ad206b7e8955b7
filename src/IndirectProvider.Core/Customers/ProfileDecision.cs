using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Organisations;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Customers;

/// <summary>What an operator types when deciding a provider's request.</summary>
public sealed record ProfileDecision
{
    /// <summary>A word to the provider; needed to refuse.</summary>
    public string? Answer { get; init; }

    /// <summary>Version of the provider's entry that the operator compared with.</summary>
    public long ProviderVersion { get; init; }
}

/// <summary>Shape only.</summary>
public sealed class ProfileDecisionValidator : FluentValidation.AbstractValidator<ProfileDecision>
{
    private const int AnswerLength = 1000;

    /// <summary>The rules.</summary>
    public ProfileDecisionValidator() => RuleFor(d => d.Answer).OptionalText(AnswerLength);
}

/// <summary>Tells a provider what was decided; the caller saves.</summary>
internal static class ProfileDecisions
{
    /// <summary>Posts a mail to each of the provider's global admins in that person's language.</summary>
    public static async Task PostDecisionAsync(
        this Outbox outbox, PortalDbContext db, Provider provider, ProfileRequest request, PortalAddress address, CancellationToken cancel)
    {
        var admins = await db.Users.AsNoTracking()
            .Where(u => u.ProviderId == provider.Id && u.CustomerId == null && u.DisabledAt == null && (u.Roles & MemberRole.GlobalAdmin) != 0)
            .OrderBy(u => u.CreatedAt)
            .ToListAsync(cancel);
        foreach (var admin in admins)
        {
            outbox.Post(
                db,
                provider.Id,
                "ProfileRequestDecided",
                new MailAddressee(admin.Email!, admin.FullName, admin.Culture),
                ProfileMails.Decided(admin.FullName, admin.Culture, provider, request, address.Link("/settings/public-entry")));
        }
    }
}
