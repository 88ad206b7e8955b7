using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Users;

/// <summary>Says what deleting a user does, and does it.</summary>
public sealed class DeleteModel(PortalDbContext db, FindUsersPlace find, DeleteCustomerUser delete, IStringLocalizer<Texts> texts) : UserPage(db, find)
{
    /// <summary>Licenses that become free.</summary>
    public int Licenses { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel) => await ReadAllAsync(id, cancel) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAllAsync(id, cancel))
        {
            return NotFound();
        }

        var deleted = await delete.ExecuteAsync(Place.CustomerId, id, cancel);
        if (!deleted.Succeeded)
        {
            return this.Refuse(deleted);
        }

        this.Flash(texts["{0} was deleted and can be restored for 30 days.", Person.FullName], texts["Deleted users"], $"{Place.Root}?state=deleted");
        return LocalRedirect(Place.Root);
    }

    private async Task<bool> ReadAllAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return false;
        }

        Licenses = await Db.LicenseAssignments.CountAsync(a => a.UserId == id, cancel);
        return true;
    }
}
