using IndirectProvider.Data;
using IndirectProvider.Organisations;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Settings;

/// <summary>The provider asks the operator to change its public entry.</summary>
[UploadLimit]
public sealed class ChangeEntryModel(PortalDbContext db, RequestProfileChange request, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public RequestProfileChange.Input Input { get; set; } = new();

    [BindProperty(Name = UploadedLogo.Field)]
    public IFormFile? Logo { get; set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var now = PublicProfile.Of(await db.Providers.AsNoTracking().SingleAsync(cancel));
        Input = new RequestProfileChange.Input
        {
            LegalName = now.LegalName,
            DisplayName = now.DisplayName,
            Country = now.Country,
            Website = now.Website,
            About = now.About,
            IsListed = now.IsListed,
        };
        if (Request.Query.ContainsKey(UploadLimitAttribute.Key))
        {
            ModelState.AddModelError(UploadedLogo.Field, texts["This file is far too large to be sent, so nothing of the form arrived. Choose a smaller picture."]);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var result = await request.ExecuteAsync(Input with { Logo = await UploadedLogo.ReadAsync(Logo, cancel) }, cancel);
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        this.Flash(texts["Your request is with the operator, who answers by mail."]);
        return RedirectToPage("PublicEntry");
    }
}
