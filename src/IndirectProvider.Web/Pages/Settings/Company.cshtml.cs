using System.Globalization;
using IndirectProvider.Data;
using IndirectProvider.Organisations;
using IndirectProvider.Partnerships;
using IndirectProvider.Web.Hosting;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Settings;

/// <summary>A reseller's company profile.</summary>
public sealed class CompanyModel(ChangeResellerProfile change, PortalDbContext db, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public ChangeResellerProfile.Input Input { get; set; } = new();

    /// <summary>What is stored.</summary>
    public ResellerProfile Stored { get; private set; } = null!;

    /// <summary>Whether somebody else changed it after the page was opened.</summary>
    public bool IsOutdated { get; private set; }

    /// <summary>The country chosen, whose rules the fields follow.</summary>
    public Country? Country => Countries.Find(Input.Address.Country);

    public IReadOnlyList<SelectListItem> CountryItems { get; } =
        [.. Countries.All.Select(c => new SelectListItem(c.Name(CultureInfo.CurrentUICulture), c.Code)).OrderBy(c => c.Text, StringComparer.CurrentCulture)];

    public IReadOnlyList<SelectListItem> StateItems =>
        [.. (Country?.States ?? []).Select(s => new SelectListItem(s.Name(CultureInfo.CurrentUICulture), s.Code)).OrderBy(s => s.Text, StringComparer.CurrentCulture)];

    public IReadOnlyList<SelectListItem> Languages { get; } =
        [.. WebSetup.Languages.Select(code => new SelectListItem(CultureInfo.GetCultureInfo(code).NativeName, code))];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var version = await ReadAsync(cancel);
        Input = ChangeResellerProfile.Input.Of(Stored, version);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            await ReadAsync(cancel);
            return this.Again();
        }

        var result = await change.ExecuteAsync(Input, cancel);
        if (result.Succeeded)
        {
            this.Flash(texts["The company profile is saved."]);
            return RedirectToPage();
        }

        var version = await ReadAsync(cancel);
        IsOutdated = version != Input.Version;

        // Who has seen what is stored now may save over it.
        ModelState.Remove($"{nameof(Input)}.{nameof(Input.Version)}");
        Input = Input with { Version = version };
        return this.Refuse(result);
    }

    /// <summary>The fields of another country; with script only those, else the whole page.</summary>
    public async Task<IActionResult> OnPostRegionAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        ModelState.Clear();
        return Request.Headers.ContainsKey("HX-Request") ? Partial("_CompanyRegion", this) : Page();
    }

    /// <summary>Reads what is stored.</summary>
    /// <returns>Its version.</returns>
    private async Task<long> ReadAsync(CancellationToken cancel)
    {
        var reseller = await db.Resellers.AsNoTracking().SingleAsync(cancel);
        Stored = reseller.Profile;
        return reseller.Version;
    }
}
