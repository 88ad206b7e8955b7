using IndirectProvider.Accounts;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Customers;

/// <summary>Who a customer is: company, contact, agreement.</summary>
public sealed class AccountModel(PortalDbContext db, CurrentMember member) : PageModel
{
    public CustomerFrame Frame { get; private set; } = null!;

    public View Customer { get; private set; } = null!;

    public bool IsProvider => member.Kind == OrganisationKind.Provider;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await CustomerFrame.ReadAsync(db, member, id, cancel) is not { Administers: true } frame)
        {
            return NotFound();
        }

        Frame = frame;
        Customer = await db.Customers.AsNoTracking()
            .Where(c => c.Id == id)
            .AsSplitQuery()
            .Select(c => new View(
                c.TenantId,
                c.Address,
                c.ContactFirstName + " " + c.ContactLastName,
                c.ContactEmail,
                c.Phone,
                c.Culture,
                c.RegistrationNumber,
                c.AgreementName,
                c.AgreementEmail,
                c.AgreementAcceptedOn,
                c.CreatedAt,
                db.Users.Where(u => u.CustomerId == c.Id && u.DeletedAt == null && (u.Roles & MemberRole.GlobalAdmin) != 0)
                    .OrderBy(u => u.CreatedAt).Select(u => u.UserName!).FirstOrDefault() ?? "",
                c.BillTo,
                c.Resellers.Where(a => a.EndedAt == null)
                    .Join(db.Resellers, a => a.ResellerId, r => r.Id, (_, r) => r.LegalName).OrderBy(n => n).ToList(),
                c.Tags.Select(t => t.Tag.Name).OrderBy(n => n).ToList()))
            .SingleAsync(cancel);
        return Page();
    }

    /// <summary>What the page shows of the account.</summary>
    public sealed record View(
        string TenantId,
        PostalAddress Address,
        string ContactName,
        string ContactEmail,
        string? Phone,
        string Culture,
        string? RegistrationNumber,
        string AgreementName,
        string AgreementEmail,
        DateOnly AgreementAcceptedOn,
        DateTimeOffset CreatedAt,
        string AdministratorUserName,
        BillTo? BillTo,
        IReadOnlyList<string> ResellerNames,
        IReadOnlyList<string> Tags);
}
