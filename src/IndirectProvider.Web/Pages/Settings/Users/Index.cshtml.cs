using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Staff;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Pages.Shared;
using IndirectProvider.Web.Pages.Users;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Settings.Users;

/// <summary>The people of the reader's own provider or reseller, or the operators.</summary>
public sealed class IndexModel(PortalDbContext db, CurrentMember member, CsvExport export, IStringLocalizer<Texts> texts) : ListPage
{
    /// <summary>A role, or "Member" for none.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Role { get; set; }

    /// <summary>A <see cref="MemberState"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    public KeysetPage<Row> Users { get; private set; } = null!;

    public Guid ReaderId => member.UserId;

    /// <summary>Where the list stands.</summary>
    public string Root => MemberAddresses.RootOf(member.Kind);

    public bool IsOperator => member.Kind == OrganisationKind.Operator;

    public override bool IsFiltered => Searched is not null || Filter.Of<MemberRole>(Role) is not null || Filter.Of<MemberState>(State) is not null;

    public IReadOnlyList<SelectListItem> Roles =>
        [.. RoleWording.OfStaff.Append(MemberRole.Member).Select(r => new SelectListItem(RoleWording.Of(r, texts), r.ToString()))];

    public IReadOnlyList<SelectListItem> States =>
        [.. Enum.GetValues<MemberState>().Select(s => new SelectListItem(MemberStates.Badge(s, texts).Text, s.ToString()))];

    public async Task OnGetAsync(CancellationToken cancel) => Users = await Filtered().ToKeysetPageAsync(Order, Rows, PagePlace, cancel);

    public Task<IActionResult> OnGetExportAsync(CancellationToken cancel) => export.SendAsync(this, "users", Filtered().InBatches(Order, Rows), Columns(), cancel);

    private IReadOnlyList<CsvColumn<Row>> Columns() =>
    [
        new(texts["First name"], u => u.FirstName),
        new(texts["Last name"], u => u.LastName),
        new(texts["E-mail address"], u => u.Email),
        new(texts["Roles"], u => RoleWording.Of(u.Roles, texts)),
        new(texts["Only customers with these tags"], u => string.Join(", ", u.Tags)),
        new(texts["State"], u => MemberStates.Badge(u.State, texts).Text),
        new(texts["Second factor"], u => u.HasSecondFactor ? texts["Yes"] : texts["No"]),
        new(texts["Last sign-in (UTC)"], u => u.LastSignInAt),
    ];

    private IQueryable<PortalUser> Filtered()
    {
        var users = db.OwnStaff().AsNoTracking();
        if (Searched is { } words)
        {
            // An index finds the organisation's staff, who are some thousand at most: all of them are looked at, so any part will do.
            var (name, email, id) = (SearchText.Normalize(words), EmailAddress.Normalize(words), Filter.Id(words));
            users = users.Where(u => u.NormalizedName.Contains(name) || u.NormalizedEmail!.Contains(email) || u.Id == id);
        }

        if (Filter.Of<MemberRole>(Role) is { } role)
        {
            users = role == MemberRole.Member ? users.Where(u => u.Roles == MemberRole.Member) : users.Where(u => (u.Roles & role) != 0);
        }

        if (Filter.Of<MemberState>(State) is { } state)
        {
            users = users.In(state);
        }

        return users;
    }

    private IQueryable<Row> Rows(IQueryable<PortalUser> users) =>
        users.Select(u => new Row(u.Id, u.FirstName, u.LastName, u.Email!, u.Roles, u.EmailConfirmed, u.DisabledAt, u.TwoFactorEnabled, u.LastSignInAt, u.IsLimited,
            db.MemberTags.Where(t => t.UserId == u.Id).OrderBy(t => t.Tag.NormalizedName).Select(t => t.Tag.Name).ToList(), u.NormalizedName));

    private KeysetOrder<PortalUser, Row> Order => Sort switch
    {
        "signin" or "-signin" => Keyset.By<PortalUser, Row, DateTimeOffset>(
            u => u.LastSignInAt ?? DateTimeOffset.UnixEpoch, u => u.Id, r => r.LastSignInAt ?? DateTimeOffset.UnixEpoch, r => r.Id, Sort[0] == '-'),
        _ => Keyset.By<PortalUser, Row, string>(u => u.NormalizedName, u => u.Id, r => r.NormalizedName, r => r.Id, Sort == "-name"),
    };

    /// <summary>A user in the list.</summary>
    public sealed record Row(
        Guid Id, string FirstName, string LastName, string Email, MemberRole Roles, bool EmailConfirmed, DateTimeOffset? DisabledAt, bool HasSecondFactor, DateTimeOffset? LastSignInAt, bool IsLimited, IReadOnlyList<string> Tags, string NormalizedName)
    {
        /// <summary>First and last name.</summary>
        public string FullName => $"{FirstName} {LastName}";

        /// <summary>Where the account stands.</summary>
        public MemberState State => MemberStates.Of(DisabledAt, EmailConfirmed);
    }
}
