using IndirectProvider.Accounts;
using IndirectProvider.Customers;
using IndirectProvider.Data;
using IndirectProvider.Subscriptions;
using IndirectProvider.Web.Pages.Customers;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Users;

/// <summary>A customer's users and the licenses they have.</summary>
public sealed class IndexModel(PortalDbContext db, CurrentMember member, FindUsersPlace find, CsvExport export, TimeProvider clock, IStringLocalizer<Texts> texts)
    : ListPage
{
    private const string None = "none";
    private const string Deleted = "deleted";

    /// <summary>A role, or "Member" for none.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Role { get; set; }

    /// <summary>Id of a subscription whose license the users have, or "none".</summary>
    [BindProperty(SupportsGet = true)]
    public string? License { get; set; }

    /// <summary>"deleted": those that can be restored.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    /// <summary>Whose users these are.</summary>
    public UsersPlace Place { get; private set; } = null!;

    /// <summary>What stands above the pages of a customer; null for the customer's own people.</summary>
    public CustomerFrame? Frame { get; private set; }

    public IReadOnlyList<LicenseRow> Licenses { get; private set; } = [];

    public KeysetPage<Row> Users { get; private set; } = null!;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public bool ShowsDeleted => Filter.OneOf(State, Deleted) is not null;

    public override bool IsFiltered =>
        Searched is not null || Filter.Of<MemberRole>(Role) is not null || Filter.OneOf(License, None) is not null || Filter.Id(License) is not null || ShowsDeleted;

    public IReadOnlyList<SelectListItem> Roles =>
    [
        .. new[] { MemberRole.GlobalAdmin, MemberRole.UserAdmin, MemberRole.BillingAdmin, MemberRole.Member }
            .Select(r => new SelectListItem(RoleWording.Of(r, texts), r.ToString())),
    ];

    public IReadOnlyList<SelectListItem> LicenseChoices =>
        [new(texts["Without license"], None), .. Licenses.Select(l => new SelectListItem(l.Name, l.Id.ToString()))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await find.ExecuteAsync(HttpContext, cancel) is not { } place)
        {
            return NotFound();
        }

        Place = place;
        Frame = place.IsOwn ? null : await CustomerFrame.ReadAsync(db, member, place.CustomerId, cancel);
        Licenses = await db.LicensesAsync(place.CustomerId, cancel);
        Users = await Filtered().ToKeysetPageAsync(Order, Rows, PagePlace, cancel);
        return Page();
    }

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel)
    {
        if (await find.ExecuteAsync(HttpContext, cancel) is not { } place)
        {
            return NotFound();
        }

        Place = place;
        return await export.SendAsync(this, "users", Filtered().InBatches(Order, Rows), Columns(), cancel);
    }

    private IReadOnlyList<CsvColumn<Row>> Columns() =>
    [
        new(texts["First name"], u => u.FirstName),
        new(texts["Last name"], u => u.LastName),
        new(texts["User name"], u => u.UserName),
        new(texts["E-mail address"], u => u.Email),
        new(texts["Roles"], u => RoleWording.Of(u.Roles, texts)),
        new(texts["Licenses"], u => string.Join(", ", u.Licenses)),
        new(texts["Last sign-in (UTC)"], u => u.LastSignInAt),
        new(texts["Deleted (UTC)"], u => u.DeletedAt),
    ];

    private IQueryable<PortalUser> Filtered()
    {
        var kept = Now - PortalUser.KeptAfterDeletion;
        var users = db.UsersOfCustomer(Place.CustomerId).AsNoTracking();
        users = ShowsDeleted ? users.Where(u => u.DeletedAt > kept) : users.Where(u => u.DeletedAt == null);
        if (Searched is { } words)
        {
            users = users.Named(words);
        }

        if (Filter.Of<MemberRole>(Role) is { } role)
        {
            users = role == MemberRole.Member ? users.Where(u => u.Roles == MemberRole.Member) : users.Where(u => (u.Roles & role) != 0);
        }

        if (Filter.OneOf(License, None) is not null)
        {
            return users.Where(u => !db.LicenseAssignments.Any(a => a.UserId == u.Id));
        }

        return Filter.Id(License) is { } subscription
            ? users.Where(u => db.LicenseAssignments.Any(a => a.UserId == u.Id && a.SubscriptionId == subscription))
            : users;
    }

    private KeysetOrder<PortalUser, Row> Order => Sort switch
    {
        "user" or "-user" => Keyset.By<PortalUser, Row, string>(u => u.NormalizedUserName!, u => u.Id, r => r.NormalizedUserName, r => r.Id, Sort[0] == '-'),
        "signin" or "-signin" => Keyset.By<PortalUser, Row, DateTimeOffset>(
            u => u.LastSignInAt ?? DateTimeOffset.UnixEpoch, u => u.Id, r => r.LastSignInAt ?? DateTimeOffset.UnixEpoch, r => r.Id, Sort[0] == '-'),
        _ => Keyset.By<PortalUser, Row, string>(u => u.NormalizedName, u => u.Id, r => r.NormalizedName, r => r.Id, Sort == "-name"),
    };

    // Split, because joined to one query SQLite would first put together the licenses of all users there are.
    private IQueryable<Row> Rows(IQueryable<PortalUser> users) => users.AsSplitQuery().Select(u => new Row(
        u.Id,
        u.FirstName,
        u.LastName,
        u.UserName!,
        u.Email!,
        u.Roles,
        db.LicenseAssignments.Where(a => a.UserId == u.Id)
            .Join(
                db.Subscriptions.Where(s => s.State != SubscriptionState.Canceled && s.State != SubscriptionState.Deleted),
                a => a.SubscriptionId,
                s => s.Id,
                (_, s) => s.Nickname)
            .OrderBy(n => n).ToList(),
        u.LastSignInAt,
        u.DeletedAt,
        u.NormalizedName,
        u.NormalizedUserName!));

    /// <summary>A user in the list.</summary>
    public sealed record Row(
        Guid Id,
        string FirstName,
        string LastName,
        string UserName,
        string Email,
        MemberRole Roles,
        IReadOnlyList<string> Licenses,
        DateTimeOffset? LastSignInAt,
        DateTimeOffset? DeletedAt,
        string NormalizedName,
        string NormalizedUserName)
    {
        /// <summary>First and last name.</summary>
        public string FullName => $"{FirstName} {LastName}";
    }
}
