using IndirectProvider.Catalog;
using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Customers;

/// <summary>A customer's subscriptions, as far as the reader sees them.</summary>
public sealed class DetailsModel(PortalDbContext db, CurrentMember member) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? P { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Size { get; set; }

    public CustomerFrame Frame { get; private set; } = null!;

    /// <summary>Whom to turn to there, for a reseller that has no account page; null for all others.</summary>
    public ContactView? Contact { get; private set; }

    public PageOf<SubscriptionRow> Subscriptions { get; private set; } = null!;

    /// <summary>Azure subscriptions of which the customer made the reader's company tenant owner, for resellers.</summary>
    public IReadOnlyList<GrantRow> Grants { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await CustomerFrame.ReadAsync(db, member, id, cancel) is not { } frame)
        {
            return NotFound();
        }

        Frame = frame;
        Contact = frame.Administers ? null : await db.Customers.AsNoTracking()
            .Where(c => c.Id == id)
            .Select(c => new ContactView(c.ContactFirstName + " " + c.ContactLastName, c.ContactEmail, c.Phone))
            .SingleAsync(cancel);

        Grants = frame.Part is null ? [] : await db.AzureGrants.AsNoTracking()
            .Where(g => g.CustomerId == id)
            .Join(db.Subscriptions, g => g.SubscriptionId, s => s.Id, (g, s) => new { g, s })
            .OrderBy(x => x.s.Nickname)
            .Select(x => new GrantRow(x.s.Id, x.s.Nickname, x.g.GivenAt, x.g.GivenBy))
            .ToListAsync(cancel);

        // Who is the support contact is nobody's name where it is a reseller that the reader may not know.
        Subscriptions = await db.Subscriptions.AsNoTracking()
            .Where(s => s.CustomerId == id)
            .OrderBy(s => s.State == SubscriptionState.Active ? 0 : 1)
            .ThenBy(s => s.Nickname)
            .ThenBy(s => s.Id)
            .Select(s => new SubscriptionRow(
                s.Id,
                s.Nickname,
                s.Quantity,
                new OfferPlan(s.Term, s.BillingPlan),
                s.State,
                s.AutoRenew,
                s.TermEndsAt,
                db.Resellers.Where(r => r.Id == s.ResellerId).Select(r => r.LegalName).FirstOrDefault(),
                s.SupportContactResellerId == null
                    ? s.Customer.Provider.DisplayName
                    : db.Resellers.Where(r => r.Id == s.SupportContactResellerId).Select(r => r.LegalName).FirstOrDefault()))
            .ToPageAsync(int.TryParse(P, out var p) ? p : 1, int.TryParse(Size, out var size) ? size : 0, cancel);
        return Page();
    }

    /// <summary>A tenant owner grant.</summary>
    public sealed record GrantRow(Guid SubscriptionId, string Nickname, DateTimeOffset Since, string By);

    /// <summary>The customer's contact.</summary>
    public sealed record ContactView(string Name, string Email, string? Phone);

    /// <summary>What the page shows of a subscription.</summary>
    public sealed record SubscriptionRow(
        Guid Id,
        string Nickname,
        int Quantity,
        OfferPlan Plan,
        SubscriptionState State,
        bool AutoRenew,
        DateTimeOffset TermEndsAt,
        string? ResellerName,
        string? SupportContactName)
    {
        /// <summary>Whether its term still runs.</summary>
        public bool IsRunning => State is SubscriptionState.Active or SubscriptionState.Suspended;
    }
}
