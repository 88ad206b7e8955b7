using IndirectProvider.Accounts;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Settings.Users;

/// <summary>Where an account of the staff stands.</summary>
public enum MemberState
{
    /// <summary>The person can sign in.</summary>
    Active,

    /// <summary>The invitation was not accepted yet.</summary>
    Invited,

    /// <summary>An administrator disabled the account.</summary>
    Disabled,
}

/// <summary>Filters by state, and the words for it.</summary>
public static class MemberStates
{
    /// <summary>The accounts in a state.</summary>
    public static IQueryable<PortalUser> In(this IQueryable<PortalUser> users, MemberState state) => state switch
    {
        MemberState.Disabled => users.Where(u => u.DisabledAt != null),
        MemberState.Invited => users.Where(u => u.DisabledAt == null && !u.EmailConfirmed),
        _ => users.Where(u => u.DisabledAt == null && u.EmailConfirmed),
    };

    /// <summary>The state that two facts of an account make.</summary>
    public static MemberState Of(DateTimeOffset? disabledAt, bool emailConfirmed) =>
        disabledAt is not null ? MemberState.Disabled : emailConfirmed ? MemberState.Active : MemberState.Invited;

    /// <summary>The word and its badge.</summary>
    public static Badge Badge(MemberState state, IStringLocalizer T) => state switch
    {
        MemberState.Active => new(T["Active"], "success"),
        MemberState.Invited => new(T["Invited"], "info"),
        _ => new(T["Disabled"], "neutral"),
    };
}
