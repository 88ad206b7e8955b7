using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Staff;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Web.Pages.Settings.Users;

/// <summary>A page about one of the reader's colleagues.</summary>
public abstract class MemberPage(PortalDbContext db, CurrentMember member) : PageModel
{
    /// <summary>The colleague.</summary>
    public MemberView Person { get; private set; } = null!;

    /// <summary>Where the page of the person stands.</summary>
    public string PersonPath => $"{Root}/{Person.Id}";

    /// <summary>Where the list stands.</summary>
    public string Root => MemberAddresses.RootOf(member.Kind);

    /// <summary>Whether it is about operators, who have no roles to give.</summary>
    public bool IsOperator => member.Kind == OrganisationKind.Operator;

    /// <summary>Whether it is about a provider's staff, whose customers can be limited.</summary>
    public bool IsProvider => member.Kind == OrganisationKind.Provider;

    /// <summary>Whether it is the reader's own account.</summary>
    public bool IsReader => Person.Id == member.UserId;

    /// <summary>Whether the reader may give the role of global admin.</summary>
    public bool MayGiveGlobalAdmin => member.Roles.HasFlag(MemberRole.GlobalAdmin);

    /// <summary>Whether the reader may do anything with this account: a global admin's is left to global admins.</summary>
    public bool MayManage => MayGiveGlobalAdmin || !Person.Roles.HasFlag(MemberRole.GlobalAdmin);

    /// <summary>Reads the person.</summary>
    /// <returns>Whether there is such a colleague.</returns>
    protected async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        var person = await db.OwnStaff().AsNoTracking()
            .Where(u => u.Id == id)
            .Select(u => new MemberView(
                u.Id, u.FirstName, u.LastName, u.Email!, u.Culture, u.Roles, u.CreatedAt, u.LastSignInAt, u.EmailConfirmed, u.DisabledAt, u.TwoFactorEnabled, u.IsLimited,
                db.MemberTags.Where(t => t.UserId == u.Id).OrderBy(t => t.Tag.NormalizedName).Select(t => new MemberTagView(t.TagId, t.Tag.Name)).ToList(),
                u.ConcurrencyStamp!))
            .SingleOrDefaultAsync(cancel);
        Person = person!;
        return person is not null;
    }
}

/// <summary>What the pages show of one of the staff.</summary>
public sealed record MemberView(
    Guid Id,
    string FirstName,
    string LastName,
    string Email,
    string Culture,
    MemberRole Roles,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSignInAt,
    bool EmailConfirmed,
    DateTimeOffset? DisabledAt,
    bool HasSecondFactor,
    bool IsLimited,
    IReadOnlyList<MemberTagView> Tags,
    string Stamp)
{
    /// <summary>First and last name.</summary>
    public string FullName => $"{FirstName} {LastName}";

    /// <summary>Where the account stands.</summary>
    public MemberState State => MemberStates.Of(DisabledAt, EmailConfirmed);
}

/// <summary>A tag that one of the staff is limited to.</summary>
public sealed record MemberTagView(Guid Id, string Name);

/// <summary>The pages about colleagues stand in the settings of providers and resellers, and beside the other pages of operators.</summary>
public static class MemberAddresses
{
    /// <summary>The address of the list.</summary>
    public static string RootOf(OrganisationKind kind) => kind == OrganisationKind.Operator ? "/operator/users" : "/settings/users";
}
