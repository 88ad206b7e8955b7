using IndirectProvider.Catalog;
using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Customers;

/// <summary>One customer: its subscriptions and its account.</summary>
public sealed class DetailsModel(PortalDbContext db) : PageModel
{
    public View Customer { get; private set; } = null!;

    public IReadOnlyList<SubscriptionRow> Subscriptions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        var customer = await db.Customers.AsNoTracking()
            .Where(c => c.Id == id)
            .Select(c => new View(
                c.Id,
                c.CompanyName,
                c.Domain,
                c.TenantId,
                c.Address,
                c.ContactFirstName + " " + c.ContactLastName,
                c.ContactEmail,
                c.Phone,
                c.RegistrationNumber,
                c.AgreementName,
                c.AgreementEmail,
                c.AgreementAcceptedOn,
                c.CreatedAt,
                c.Resellers.Where(a => a.EndedAt == null)
                    .Join(db.Resellers, a => a.ResellerId, r => r.Id, (_, r) => r.LegalName).ToList(),
                db.Users.Where(u => u.CustomerId == c.Id).OrderBy(u => u.CreatedAt).Select(u => u.UserName!).FirstOrDefault() ?? ""))
            .SingleOrDefaultAsync(cancel);
        if (customer is null)
        {
            return NotFound();
        }

        Customer = customer;
        Subscriptions = await db.Subscriptions.AsNoTracking()
            .Where(s => s.CustomerId == id)
            .OrderBy(s => s.Nickname)
            .ThenBy(s => s.Id)
            .Select(s => new SubscriptionRow(
                s.Nickname,
                s.Quantity,
                new OfferPlan(s.Term, s.BillingPlan),
                s.State,
                s.AutoRenew,
                s.TermEndsAt,
                db.Resellers.Where(r => r.Id == s.ResellerId).Select(r => r.LegalName).FirstOrDefault(),
                db.Resellers.Where(r => r.Id == s.SupportContactResellerId).Select(r => r.LegalName).FirstOrDefault()
                    ?? s.Customer.Provider.DisplayName))
            .ToListAsync(cancel);
        return Page();
    }

    /// <summary>What the page shows of the account.</summary>
    public sealed record View(
        Guid Id,
        string CompanyName,
        string Domain,
        string TenantId,
        PostalAddress Address,
        string ContactName,
        string ContactEmail,
        string? Phone,
        string? RegistrationNumber,
        string AgreementName,
        string AgreementEmail,
        DateOnly AgreementAcceptedOn,
        DateTimeOffset CreatedAt,
        IReadOnlyList<string> ResellerNames,
        string AdministratorUserName);

    /// <summary>What the page shows of a subscription.</summary>
    public sealed record SubscriptionRow(
        string Nickname,
        int Quantity,
        OfferPlan Plan,
        SubscriptionState State,
        bool AutoRenew,
        DateTimeOffset TermEndsAt,
        string? ResellerName,
        string SupportContactName);
}
