using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Operator;

/// <summary>Organisations that require Microsoft, so that an operator can help one that has locked itself out.</summary>
public sealed class MicrosoftSignInModel(PortalDbContext db, RequireMicrosoft require, MicrosoftOffer offer, IStringLocalizer<Texts> texts) : PageModel
{
    /// <summary>The links that require it, by age. Resellers' names are not for operators; the tenant id tells which one it is.</summary>
    public IReadOnlyList<Row> Tenants { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!offer.IsOn)
        {
            return NotFound();
        }

        Tenants = await db.MicrosoftTenants
            .Where(t => t.IsRequired)
            .OrderBy(t => t.LinkedAt)
            .Select(t => new Row(t.Id, db.Providers.Where(p => p.Id == t.ProviderId).Select(p => p.DisplayName).FirstOrDefault(), t.TenantId, t.LinkedBy, t.LinkedAt))
            .ToListAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        var result = await require.StopForAsync(id, cancel);
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        this.Flash(texts["The other ways to sign in are open again."]);
        return RedirectToPage();
    }

    public sealed record Row(Guid Id, string? Provider, Guid TenantId, string LinkedBy, DateTimeOffset LinkedAt);
}
