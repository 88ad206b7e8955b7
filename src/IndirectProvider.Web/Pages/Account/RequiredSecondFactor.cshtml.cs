using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Says why a second factor is needed and who requires it; open until the person has one.</summary>
public sealed class RequiredSecondFactorModel(CurrentMember member) : PageModel
{
    /// <summary>The provider that requires it.</summary>
    public string RequiredBy => member.SecondFactorRequiredBy!;

    public IActionResult OnGet() => member.MustSetUpSecondFactor ? Page() : RedirectToPage("Security");
}
