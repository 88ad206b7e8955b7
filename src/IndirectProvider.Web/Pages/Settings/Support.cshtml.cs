using IndirectProvider.Data;
using IndirectProvider.Organisations;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Settings;

/// <summary>Where the provider is reached, and its own PartnerID; it changes these itself.</summary>
public sealed class SupportModel(PortalDbContext db, ChangeProviderSupport change, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public ChangeProviderSupport.Input Input { get; set; } = new();

    /// <summary>What somebody else saved while the form was open; null when nobody did.</summary>
    public Facts? Meanwhile { get; private set; }

    /// <summary>The version the reader has seen when sending the form again.</summary>
    public long Version => Meanwhile?.Version ?? Input.Version;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = await ReadAsync(cancel);
        Input = new ChangeProviderSupport.Input
        {
            SupportEmail = now.SupportEmail,
            SupportPhone = now.SupportPhone,
            PartnerId = now.PartnerId,
            Version = now.Version,
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var result = await change.ExecuteAsync(Input, cancel);
        if (!result.Succeeded)
        {
            Meanwhile = result.Errors.Any(e => e.Kind == ErrorKind.Conflict) ? await ReadAsync(cancel) : null;
            return this.Refuse(result);
        }

        this.Flash(texts["Your support details are saved."]);
        return RedirectToPage();
    }

    private Task<Facts> ReadAsync(CancellationToken cancel) => db.Providers.AsNoTracking()
        .Select(p => new Facts(p.SupportEmail, p.SupportPhone, p.PartnerId, p.Version))
        .SingleAsync(cancel);

    public sealed record Facts(string SupportEmail, string? SupportPhone, string? PartnerId, long Version);
}
