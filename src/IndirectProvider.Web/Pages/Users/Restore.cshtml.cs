using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Users;

/// <summary>Says what restoring a user does, and does it.</summary>
public sealed class RestoreModel(PortalDbContext db, FindUsersPlace find, RestoreCustomerUser restore, IStringLocalizer<Texts> texts) : UserPage(db, find)
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) =>
        !await ReadAsync(id, cancel) ? NotFound()
        : Person.DeletedAt is null ? LocalRedirect(PersonPath)
        : Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        var restored = await restore.ExecuteAsync(Place.CustomerId, id, cancel);
        if (!restored.Succeeded)
        {
            return this.Refuse(restored);
        }

        this.Flash(texts["{0} can sign in again. Assign the licenses needed.", Person.FullName]);
        return LocalRedirect(PersonPath);
    }
}
