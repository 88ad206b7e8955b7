using IndirectProvider.Accounts;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Makes new recovery codes and shows them once.</summary>
[ShowsSecret]
public sealed class RecoveryCodesModel(MakeRecoveryCodes make, CurrentMember member) : PageModel
{
    /// <summary>The new codes, when they have just been made.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    public IActionResult OnGet() => member.HasSecondFactor ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var result = await make.ExecuteAsync(cancel);
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        Codes = result.Value;
        return Page();
    }
}
