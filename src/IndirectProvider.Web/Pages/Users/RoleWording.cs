using IndirectProvider.Accounts;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Users;

/// <summary>The words for the roles of users.</summary>
public static class RoleWording
{
    /// <summary>The roles a provider or reseller gives, in their order.</summary>
    public static readonly IReadOnlyList<MemberRole> OfStaff =
        [MemberRole.GlobalAdmin, MemberRole.UserAdmin, MemberRole.AdminAgent, MemberRole.SalesAgent, MemberRole.HelpdeskAgent, MemberRole.BillingAdmin];

    /// <summary>All roles of a user, for example "Global admin, Billing admin".</summary>
    public static string Of(MemberRole roles, IStringLocalizer T) =>
        roles == MemberRole.Member
            ? T["Member"]
            : string.Join(", ", OfStaff.Where(r => roles.HasFlag(r)).Select(r => One(r, T)));

    private static string One(MemberRole role, IStringLocalizer T) => role switch
    {
        MemberRole.GlobalAdmin => T["Global admin"],
        MemberRole.UserAdmin => T["User admin"],
        MemberRole.AdminAgent => T["Admin agent"],
        MemberRole.SalesAgent => T["Sales agent"],
        MemberRole.HelpdeskAgent => T["Helpdesk agent"],
        _ => T["Billing admin"],
    };
}
