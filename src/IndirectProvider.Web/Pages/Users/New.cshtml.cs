using System.Globalization;
using IndirectProvider.Customers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace IndirectProvider.Web.Pages.Users;

/// <summary>Makes a user; the next page shows the temporary password once.</summary>
public sealed class NewModel(FindUsersPlace find, CreateCustomerUser create, TimeProvider clock) : PageModel, IUserForm
{
    [BindProperty]
    public CreateCustomerUser.Input Input { get; set; } = new();

    /// <summary>Whose user it will be.</summary>
    public UsersPlace Place { get; private set; } = null!;

    CustomerUserInput IUserForm.Input => Input;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Input = new() { CredentialId = Guid.CreateVersion7(clock.GetUtcNow()), Culture = PortalLanguages.Nearest(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) };
        return await ReadAsync(cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        if (Input.CredentialId == Guid.Empty)
        {
            return LocalRedirect($"{Place.Root}/new");
        }

        if (!ModelState.IsValid)
        {
            return this.Again();
        }

        var created = await create.ExecuteAsync(Place.CustomerId, Input, cancel);
        return created.Succeeded
            ? LocalRedirect($"{Place.Root}/{created.Value.UserId}/password/{created.Value.CredentialId}")
            : this.Refuse(created);
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        if (await find.ExecuteAsync(HttpContext, cancel) is not { } place)
        {
            return false;
        }

        Place = place;
        return true;
    }
}
