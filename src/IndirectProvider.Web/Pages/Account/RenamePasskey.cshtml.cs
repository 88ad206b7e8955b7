using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Renames a passkey.</summary>
public sealed class RenamePasskeyModel(PortalDbContext db, RenamePasskey rename, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public RenamePasskey.Input Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        Input = new RenamePasskey.Input { Name = await db.UserPasskeys.Where(p => p.Id == id).Select(p => p.Data.Name).SingleOrDefaultAsync(cancel) };
        return Input.Name is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await db.UserPasskeys.AnyAsync(p => p.Id == id, cancel))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var result = await rename.ExecuteAsync(id, Input, cancel);
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        this.Flash(texts["The passkey is now called {0}.", Input.Name!]);
        return RedirectToPage("Security");
    }
}
