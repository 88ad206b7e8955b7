using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.IndirectResellers;

/// <summary>The provider ends a partnership, after reading what happens to whom.</summary>
public sealed class RemoveModel(EndPartnership end, PortalDbContext db, IStringLocalizer<Texts> texts) : PageModel
{
    public string ResellerName { get; private set; } = "";

    public EndPartnership.Effect Effect { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) =>
        await LoadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        var name = await NameAsync(id, cancel);
        var result = await end.ExecuteAsync(id, cancel);
        if (!result.Succeeded)
        {
            return await LoadAsync(id, cancel) ? this.Refuse(result) : NotFound();
        }

        this.Flash(texts["The partnership with {0} has ended.", name ?? ""]);
        return RedirectToPage("Index");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancel)
    {
        var effect = await end.ForeseeAsync(id, cancel);
        if (!effect.Succeeded)
        {
            return false;
        }

        (ResellerName, Effect) = (await NameAsync(id, cancel) ?? "", effect.Value);
        return true;
    }

    private Task<string?> NameAsync(Guid id, CancellationToken cancel) =>
        db.Resellers.AsNoTracking().Where(r => r.Id == id).Select(r => r.LegalName).SingleOrDefaultAsync(cancel);
}
