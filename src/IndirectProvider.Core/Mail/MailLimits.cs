using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Mail;

/// <summary>Keeps the portal from being used to flood somebody's mailbox, or everybody's.</summary>
public static class MailLimits
{
    /// <summary>Mails of one kind that one address gets within a day, at somebody else's doing.</summary>
    public const int PerAddresseeAndDay = 5;

    /// <summary>Mails of one kind that one organisation has sent within a day.</summary>
    public const int PerOrganisationAndDay = 500;

    /// <summary>Whether an address got its share of a kind today, as far as the acting organisation may know.</summary>
    public static async Task<bool> HadEnoughAsync(this PortalDbContext db, string kind, string address, DateTimeOffset now, CancellationToken cancel)
    {
        var dayAgo = now.AddDays(-1);
        var normalized = EmailAddress.Normalize(address);
        return await db.OutgoingMails.CountAsync(m => m.NormalizedToAddress == normalized && m.CreatedAt > dayAgo && m.Kind == kind, cancel) >= PerAddresseeAndDay;
    }

    /// <summary>Whether a provider had its share of a kind sent today.</summary>
    public static async Task<bool> SentEnoughAsync(this PortalDbContext db, string kind, Guid providerId, DateTimeOffset now, CancellationToken cancel)
    {
        var dayAgo = now.AddDays(-1);
        return await db.OutgoingMails
            .Where(m => m.ProviderId == providerId && m.CreatedAt > dayAgo && m.Kind == kind)
            .Take(PerOrganisationAndDay)
            .CountAsync(cancel) >= PerOrganisationAndDay;
    }
}
