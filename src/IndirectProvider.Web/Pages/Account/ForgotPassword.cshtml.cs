using IndirectProvider.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Account;

/// <summary>Asks for a link to choose a new password; the answer is the same whether there is such an account or not.</summary>
public sealed class ForgotPasswordModel(RequestPasswordReset request) : PageModel
{
    [BindProperty]
    public RequestPasswordReset.Input Input { get; set; } = new();

    /// <summary>Whether the form has been sent.</summary>
    [BindProperty(SupportsGet = true, Name = "sent")]
    public bool Asked { get; set; }

    /// <summary>How long the link works.</summary>
    public double LinkHours => RequestPasswordReset.LinkLife.TotalHours;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        await request.ExecuteAsync(Input, cancel);
        return RedirectToPage(new { sent = true });
    }
}
