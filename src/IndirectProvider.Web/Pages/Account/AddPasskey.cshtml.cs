using IndirectProvider.Accounts;
using IndirectProvider.Web.Security;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Adds a passkey; where it is the first second factor, then shows the recovery codes, once.</summary>
public sealed class AddPasskeyModel(AddPasskey add, PasskeyCeremony passkeys, CurrentMember member, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public AddPasskey.Input Input { get; set; } = new();

    /// <summary>The recovery codes, when they have just been made.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    public void OnGet() => Input = new AddPasskey.Input { Name = BrowserName.Of(Request.Headers.UserAgent.ToString()) };

    public Task<IActionResult> OnGetOptionsAsync() => passkeys.AskForNewAsync(member.UserId);

    public async Task<IActionResult> OnPostAsync(string? credential, CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var result = await add.ExecuteAsync(Input, await passkeys.ReadNewAsync(member.UserId, credential), cancel);
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        if (result.Value.Count == 0)
        {
            this.Flash(texts["Your passkey is added."]);
            return RedirectToPage("Security");
        }

        Codes = result.Value;
        return Page();
    }
}
