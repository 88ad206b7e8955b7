using IndirectProvider.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Users;

/// <summary>One user and the licenses it has.</summary>
public sealed class DetailsModel(PortalDbContext db, FindUsersPlace find, TimeProvider clock) : UserPage(db, find)
{
    public IReadOnlyList<LicenseRow> Licenses { get; private set; } = [];

    /// <summary>The subscriptions whose license the user has.</summary>
    public IReadOnlyList<Guid> Having { get; private set; } = [];

    /// <summary>Days left to restore a deleted user.</summary>
    public int DaysLeft => UserView.DaysLeft(Person.DeletedAt!.Value, clock.GetUtcNow());

    /// <summary>Whether the reader may edit or delete this user, or change its licenses.</summary>
    public bool MayManage => Place.MayManage && Place.MayTouch(Person.Roles);

    /// <summary>Whether it is the reader's own account.</summary>
    public bool IsReader => Person.Id == Place.ReaderId;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        if (Person.DeletedAt is null)
        {
            Licenses = await Db.LicensesAsync(Place.CustomerId, cancel);
            Having = await Db.LicenseAssignments.Where(a => a.UserId == id).Select(a => a.SubscriptionId).ToListAsync(cancel);
        }

        return Page();
    }
}
