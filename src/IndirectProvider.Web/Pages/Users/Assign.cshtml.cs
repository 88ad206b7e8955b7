using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Users;

/// <summary>Gives licenses to the users chosen in the list, or takes them back.</summary>
public sealed class AssignModel(
    PortalDbContext db, FindUsersPlace find, AssignLicenses assign, TakeBackLicenses takeBack, IStringLocalizer<Texts> texts) : PageModel
{
    [BindProperty]
    public LicenseChoice Input { get; set; } = new();

    /// <summary>Whose users they are.</summary>
    public UsersPlace Place { get; private set; } = null!;

    public IReadOnlyList<Chosen> Users { get; private set; } = [];

    public IReadOnlyList<LicenseRow> Licenses { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync([FromQuery] Guid[] user, CancellationToken cancel)
    {
        Input = new() { UserIds = [.. user.Distinct().Take(LicenseChoice.Most)] };
        return await ReadAsync(cancel) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAssignAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        var assigned = await assign.ExecuteAsync(Place.CustomerId, Input, cancel);
        return Done(assigned, assigned.Value switch
        {
            0 => texts["Nothing changed: these licenses were assigned already."],
            1 => texts["1 license was assigned."],
            _ => texts["{0} licenses were assigned.", assigned.Value],
        });
    }

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        var taken = await takeBack.ExecuteAsync(Place.CustomerId, Input, cancel);
        return Done(taken, taken.Value switch
        {
            0 => texts["Nothing changed: nobody of them had these licenses."],
            1 => texts["1 license was taken back."],
            _ => texts["{0} licenses were taken back.", taken.Value],
        });
    }

    private IActionResult Done(Result result, string text)
    {
        if (!result.Succeeded)
        {
            return this.Refuse(result);
        }

        this.Flash(text);
        return LocalRedirect(Input.UserIds is [var one] ? $"{Place.Root}/{one}" : Place.Root);
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        if (await find.ExecuteAsync(HttpContext, cancel) is not { } place)
        {
            return false;
        }

        Place = place;
        Licenses = await db.LicensesAsync(place.CustomerId, cancel);
        var ids = Input.UserIds.Take(LicenseChoice.Most).ToList();
        Users = await db.UsersOfCustomer(place.CustomerId).AsNoTracking()
            .Where(u => ids.Contains(u.Id) && u.DeletedAt == null)
            .OrderBy(u => u.NormalizedName)
            .Select(u => new Chosen(u.Id, u.FirstName + " " + u.LastName, u.UserName!))
            .ToListAsync(cancel);
        return true;
    }

    /// <summary>A user chosen.</summary>
    public sealed record Chosen(Guid Id, string Name, string UserName);
}
