using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.IndirectResellers.Invitations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.IndirectResellers;

/// <summary>One reseller: who it is, and what it does for the provider's customers.</summary>
public sealed class DetailsModel(PortalDbContext db, TimeProvider clock) : PageModel
{
    private const int RowsShown = 5;

    public View Reseller { get; private set; } = null!;

    /// <summary>Customers whose account it manages.</summary>
    public Part<CustomerRow> Customers { get; private set; } = null!;

    /// <summary>Subscriptions it is credited for.</summary>
    public Part<SubscriptionRow> Credited { get; private set; } = null!;

    /// <summary>Subscriptions it is the support contact of.</summary>
    public Part<SubscriptionRow> Supported { get; private set; } = null!;

    /// <summary>Invitations to its contact that can still be answered.</summary>
    public IReadOnlyList<InvitationRow> Invitations { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        var reseller = await db.Partnerships.AsNoTracking()
            .Where(p => p.ResellerId == id)
            .Select(p => new View(
                p.ResellerId,
                p.Reseller.LegalName,
                p.Reseller.PartnerId,
                p.Reseller.Address,
                p.Reseller.ContactName,
                p.Reseller.ContactEmail,
                p.Reseller.SupportEmail,
                p.Reseller.SupportPhone,
                p.Reseller.AgreementAcceptedAt,
                p.Reseller.AgreementAcceptedBy,
                p.State,
                p.StartedAt,
                p.EndedAt))
            .SingleOrDefaultAsync(cancel);
        if (reseller is null)
        {
            return NotFound();
        }

        Reseller = reseller;
        var customers = db.CustomerResellers.Where(r => r.ResellerId == id && r.EndedAt == null).Select(r => r.CustomerId);
        Customers = new(
            await customers.CountAsync(cancel),
            await db.Customers.Where(c => customers.Contains(c.Id)).OrderByDescending(c => c.CreatedAt).ThenBy(c => c.Id).Take(RowsShown)
                .Select(c => new CustomerRow(
                    c.Id,
                    c.CompanyName,
                    c.Domain,
                    db.Subscriptions.Count(s => s.CustomerId == c.Id && s.State == SubscriptionState.Active),
                    c.CreatedAt))
                .ToListAsync(cancel));
        Credited = await PartAsync(db.Subscriptions.Where(s => s.ResellerId == id), cancel);
        Supported = await PartAsync(db.Subscriptions.Where(s => s.SupportContactResellerId == id), cancel);
        var email = EmailAddress.Normalize(reseller.ContactEmail);
        Invitations = await db.PartnershipInvitations.Open(clock)
            .Where(i => i.NormalizedEmail == email)
            .OrderByDescending(i => i.CreatedAt)
            .Take(RowsShown)
            .Select(i => new InvitationRow(i.Id, i.Name, i.CreatedAt, i.ExpiresAt))
            .ToListAsync(cancel);
        return Page();
    }

    private static async Task<Part<SubscriptionRow>> PartAsync(IQueryable<Subscription> subscriptions, CancellationToken cancel) =>
        new(
            await subscriptions.CountAsync(cancel),
            await subscriptions.OrderByDescending(s => s.CreatedAt).ThenBy(s => s.Id).Take(RowsShown)
                .Select(s => new SubscriptionRow(s.Id, s.CustomerId, s.Customer.CompanyName, s.Nickname, s.Quantity, s.State))
                .ToListAsync(cancel));

    /// <summary>What the page shows of the reseller.</summary>
    public sealed record View(
        Guid Id,
        string Name,
        string PartnerId,
        PostalAddress Address,
        string ContactName,
        string ContactEmail,
        string SupportEmail,
        string SupportPhone,
        DateTimeOffset? AgreementAcceptedAt,
        string? AgreementAcceptedBy,
        PartnershipState State,
        DateTimeOffset StartedAt,
        DateTimeOffset? EndedAt)
    {
        /// <summary>Whether the partnership holds now.</summary>
        public bool IsActive => State == PartnershipState.Active;
    }

    /// <summary>How many there are, and the newest.</summary>
    public sealed record Part<T>(int Total, IReadOnlyList<T> Rows);

    /// <summary>A customer it manages.</summary>
    public sealed record CustomerRow(Guid Id, string Name, string Domain, int ActiveSubscriptions, DateTimeOffset CreatedAt);

    /// <summary>A subscription it is concerned with.</summary>
    public sealed record SubscriptionRow(Guid Id, Guid CustomerId, string CustomerName, string Nickname, int Quantity, SubscriptionState State);

    /// <summary>An invitation that waits for an answer.</summary>
    public sealed record InvitationRow(Guid Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);
}
