using IndirectProvider.Customers;
using IndirectProvider.Data;
using Microsoft.AspNetCore.Mvc;

namespace IndirectProvider.Web.Pages.Users;

/// <summary>Says what a reset does, and does it.</summary>
public sealed class ResetPasswordModel(PortalDbContext db, FindUsersPlace find, ResetCustomerUserPassword reset, TimeProvider clock) : UserPage(db, find)
{
    /// <summary>Minted with the form, so that the form sent twice resets once.</summary>
    [BindProperty]
    public Guid CredentialId { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        CredentialId = Guid.CreateVersion7(clock.GetUtcNow());
        return await ReadAsync(id, cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        if (!ModelState.IsValid || CredentialId == Guid.Empty)
        {
            return LocalRedirect($"{PersonPath}/reset-password");
        }

        var result = await reset.ExecuteAsync(new(Place.CustomerId, id, CredentialId), cancel);
        return result.Succeeded ? LocalRedirect($"{PersonPath}/password/{result.Value}") : this.Refuse(result);
    }
}
