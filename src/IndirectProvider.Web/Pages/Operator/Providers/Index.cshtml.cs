using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Operator.Providers;

/// <summary>The providers of the installation.</summary>
public sealed class IndexModel(PortalDbContext db, ResendWelcome resend, IStringLocalizer<Texts> texts) : PageModel
{
    private const int Most = 500;

    public IReadOnlyList<Row> Providers { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostResendAsync(Guid id, CancellationToken cancel)
    {
        var result = await resend.ExecuteAsync(id, cancel);
        if (!result.Succeeded)
        {
            await ReadAsync(cancel);
            return this.Refuse(result);
        }

        this.Flash(texts["A new invitation to {0} is on its way.", result.Value]);
        return RedirectToPage();
    }

    private async Task ReadAsync(CancellationToken cancel) => Providers = await db.Providers.AsNoTracking()
        .OrderBy(p => p.DisplayName)
        .Take(Most)
        .Select(p => new
        {
            Provider = p,
            Admin = db.Users
                .Where(u => u.ProviderId == p.Id && u.CustomerId == null && u.DisabledAt == null && (u.Roles & MemberRole.GlobalAdmin) != 0)
                .OrderBy(u => u.CreatedAt)
                .Select(u => new { u.FirstName, u.LastName, u.Email, u.EmailConfirmed })
                .FirstOrDefault(),
        })
        .Select(r => new Row(
            r.Provider.Id,
            r.Provider.DisplayName,
            r.Provider.LegalName,
            r.Provider.Country,
            r.Provider.CreatedAt,
            r.Admin == null ? "" : r.Admin.FirstName + " " + r.Admin.LastName,
            r.Admin == null ? "" : r.Admin.Email!,
            r.Admin == null || r.Admin.EmailConfirmed))
        .ToListAsync(cancel);

    public sealed record Row(
        Guid Id, string DisplayName, string LegalName, string Country, DateTimeOffset CreatedAt, string AdminName, string AdminEmail, bool IsActive);
}
