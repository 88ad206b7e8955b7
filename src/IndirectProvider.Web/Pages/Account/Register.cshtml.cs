using System.Globalization;
using IndirectProvider.Accounts;
using IndirectProvider.Partnerships;
using IndirectProvider.Web.Hosting;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>A company registers as indirect reseller, alone or coming from an invitation.</summary>
public sealed class RegisterModel(RegisterReseller register, ReadInvitation read, InvitationCookie cookie) : PageModel
{
    [BindProperty]
    public RegistrationInput Input { get; set; } = new();

    /// <summary>The invitation the person came from, or null.</summary>
    public OpenedInvitation? Invitation { get; private set; }

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
        await LoadAsync(cancel);
        Input = new()
        {
            LegalName = Invitation?.Company,
            Email = Invitation?.Email,
            Address = new() { Country = Invitation?.Provider.Country },
            Culture = PortalLanguages.Nearest(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName),
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var result = await register.ExecuteAsync(Input, Invitation?.Id, cancel);
        return result.Succeeded ? RedirectToPage("Registered") : this.Refuse(result);
    }

    /// <summary>The fields of another country; with script only those, else the whole page.</summary>
    public async Task<IActionResult> OnPostRegionAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        ModelState.Clear();
        return Request.Headers.ContainsKey("HX-Request") ? Partial("_RegisterRegion", this) : Page();
    }

    private async Task LoadAsync(CancellationToken cancel)
    {
        var opened = await read.ExecuteAsync(cookie.Read(HttpContext), cancel);
        Invitation = opened is { IsAccepted: false } ? opened : null;
    }
}
