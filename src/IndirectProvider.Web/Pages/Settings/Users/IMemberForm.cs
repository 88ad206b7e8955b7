using IndirectProvider.Data;
using IndirectProvider.Staff;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Settings.Users;

/// <summary>A form with the roles of one of the staff.</summary>
public interface IMemberForm
{
    /// <summary>What is typed.</summary>
    MemberInput Input { get; }

    /// <summary>Whether the reader may give the role of global admin.</summary>
    bool MayGiveGlobalAdmin { get; }

    /// <summary>Whether it is a provider's staff, else a reseller's.</summary>
    bool IsProvider { get; }

    /// <summary>The provider's tags, to which the person's customers can be limited.</summary>
    IReadOnlyList<SelectListItem> Tags { get; }
}

/// <summary>What such a form lets choose.</summary>
public static class MemberChoices
{
    /// <summary>All tags of the reader's provider.</summary>
    public static Task<List<SelectListItem>> TagItemsAsync(this PortalDbContext db, CancellationToken cancel) =>
        db.Tags.AsNoTracking().OrderBy(t => t.NormalizedName).Select(t => new SelectListItem(t.Name, t.Id.ToString())).ToListAsync(cancel);
}
