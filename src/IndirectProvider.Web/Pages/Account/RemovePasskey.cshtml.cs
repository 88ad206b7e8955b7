using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Says what removing a passkey does, and does it.</summary>
public sealed class RemovePasskeyModel(PortalDbContext db, RemovePasskey remove, CurrentMember member, IStringLocalizer<Texts> texts) : PageModel
{
    /// <summary>What the person calls it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Whether it is the person's only second factor.</summary>
    public bool IsLast { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        var result = await remove.ExecuteAsync(id, member.SecondFactorRequiredBy, cancel);
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        this.Flash(texts["The passkey {0} is removed.", Name]);
        return RedirectToPage("Security");
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await db.UserPasskeys.Where(p => p.Id == id).Select(p => p.Data.Name).SingleOrDefaultAsync(cancel) is not { } name)
        {
            return false;
        }

        Name = name;
        IsLast = !await db.UserPasskeys.AnyAsync(p => p.Id != id, cancel) && !await db.Authenticators.AnyAsync(cancel);
        return true;
    }
}
