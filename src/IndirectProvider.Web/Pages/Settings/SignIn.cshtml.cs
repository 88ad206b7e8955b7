using IndirectProvider.Data;
using IndirectProvider.Partnerships;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Settings;

/// <summary>Who must have a second factor: the provider's staff, the users of its partner resellers.</summary>
public sealed class SignInModel(PortalDbContext db, RequireSecondFactor require, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public RequireSecondFactor.Input Input { get; set; } = new();

    /// <summary>How many people it concerns.</summary>
    public SecondFactorCounts Counts { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Input = await db.Providers
            .Select(p => new RequireSecondFactor.Input { OfStaff = p.StaffNeedSecondFactor, OfResellers = p.ResellersNeedSecondFactor })
            .SingleAsync(cancel);
        Counts = await require.CountAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var result = await require.ExecuteAsync(Input, cancel);
        if (!result.Succeeded)
        {
            Counts = await require.CountAsync(cancel);
            return this.Refuse(result);
        }

        this.Flash(texts["It is saved who needs a second factor."]);
        return RedirectToPage();
    }
}
