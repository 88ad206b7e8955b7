using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Organisations;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Operator.Providers;

/// <summary>The operator changes a provider's public facts.</summary>
[UploadLimit]
public sealed class EditModel(PortalDbContext db, ChangeProviderProfile change, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public ChangeProviderProfile.Input Input { get; set; } = new();

    [BindProperty(Name = UploadedLogo.Field)]
    public IFormFile? Upload { get; set; }

    public Provider Provider { get; private set; } = null!;

    public LogoView Logo { get; private set; } = null!;

    /// <summary>What somebody else saved while the form was open; null when nobody did.</summary>
    public PublicProfile? Meanwhile { get; private set; }

    /// <summary>The version the reader has seen when sending the form again.</summary>
    public long Version => Meanwhile is null ? Input.Version : Provider.Version;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        Input = new ChangeProviderProfile.Input
        {
            LegalName = Provider.LegalName,
            DisplayName = Provider.DisplayName,
            Country = Provider.Country,
            Website = Provider.Website,
            About = Provider.About,
            IsListed = Provider.IsListed,
            Version = Provider.Version,
        };
        if (Request.Query.ContainsKey(UploadLimitAttribute.Key))
        {
            ModelState.AddModelError(UploadedLogo.Field, texts["This file is far too large to be sent, so nothing of the form arrived. Choose a smaller picture."]);
        }

        return Page();
    }

    /// <summary>The present logo, listed or not.</summary>
    public async Task<IActionResult> OnGetLogoAsync(Guid id, CancellationToken cancel) =>
        await db.ProviderLogos.AsNoTracking().SingleOrDefaultAsync(l => l.ProviderId == id, cancel) is { } logo ? File(logo.Content, logo.ContentType) : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        var result = ModelState.IsValid
            ? await change.ExecuteAsync(id, Input with { Logo = await UploadedLogo.ReadAsync(Upload, cancel) }, cancel)
            : null;
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        if (result is not { Succeeded: true })
        {
            Meanwhile = result?.Errors.Any(e => e.Kind == ErrorKind.Conflict) == true ? PublicProfile.Of(Provider) : null;
            return result is null ? this.Again() : this.Refuse(result);
        }

        this.Flash(texts["The public entry of {0} is saved.", Provider.DisplayName]);
        return RedirectToPage("Index");
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        if (await db.Providers.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancel) is not { } provider)
        {
            return false;
        }

        (Provider, Logo) = (provider, await ProviderLogoView.ReadAsync(db, provider, cancel));
        return true;
    }
}
