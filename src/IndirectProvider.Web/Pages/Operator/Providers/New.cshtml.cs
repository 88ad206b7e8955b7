using System.Globalization;
using IndirectProvider.Accounts;
using IndirectProvider.Web.Hosting;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Operator.Providers;

/// <summary>Creates a provider with its first global admin.</summary>
public sealed class NewModel(CreateProvider create, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public CreateProvider.Input Input { get; set; } = new();

    /// <summary>All countries by name.</summary>
    public IEnumerable<SelectListItem> Markets => Countries.All
        .Select(c => new SelectListItem(c.Name(CultureInfo.CurrentUICulture), c.Code))
        .OrderBy(i => i.Text, StringComparer.CurrentCulture);

    /// <summary>The portal's languages, each in its own.</summary>
    public IEnumerable<SelectListItem> Languages => WebSetup.Languages
        .Select(l => new SelectListItem(CultureInfo.GetCultureInfo(l).NativeName, l));

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var result = await create.ExecuteAsync(Input, cancel);
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        this.Flash(texts["{0} is created, and the invitation to {1} is on its way.", Input.DisplayName!.Trim(), Input.Email!.Trim()]);
        return RedirectToPage("Index");
    }
}
