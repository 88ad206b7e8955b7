using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Customers.Associations;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Partners;

/// <summary>The customer's administrator ends a reseller's administration, after reading what happens.</summary>
public sealed class RemoveModel(PortalDbContext db, CurrentMember member, RemoveAdministration remove, IStringLocalizer<Texts> texts) : PageModel
{
    public string ResellerName { get; private set; } = "";

    public string ProviderName { get; private set; } = "";

    public AssociationEffect Effect { get; private set; } = new([], [], []);

    public async Task<IActionResult> OnGetAsync(Guid resellerId, CancellationToken cancel) =>
        await ReadAsync(resellerId, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid resellerId, CancellationToken cancel)
    {
        // A second click finds it ended, and then the reseller may be nobody the customer knows any more.
        var known = await ReadAsync(resellerId, cancel);
        var result = await remove.ExecuteAsync(resellerId, cancel);
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        this.Flash(known ? texts["{0} no longer manages your account.", ResellerName] : texts["The administration has ended."]);
        return RedirectToPage("Index");
    }

    private async Task<bool> ReadAsync(Guid resellerId, CancellationToken cancel)
    {
        var name = await db.CustomerResellers
            .Where(a => a.ResellerId == resellerId && a.EndedAt == null)
            .Join(db.Resellers, a => a.ResellerId, r => r.Id, (_, r) => r.LegalName)
            .SingleOrDefaultAsync(cancel);
        if (name is null)
        {
            return false;
        }

        ResellerName = name;
        ProviderName = await db.Providers.Select(p => p.DisplayName).SingleAsync(cancel);
        Effect = await AssociationEffect.ReadAsync(db, member.CustomerId, resellerId, cancel);
        return true;
    }
}
