using IndirectProvider.Accounts;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.Web.Pages.Users;

/// <summary>The words for the roles of a customer's users.</summary>
public static class RoleWording
{
    /// <summary>All roles of a user, for example "Global admin, Billing admin".</summary>
    public static string Of(MemberRole roles, IStringLocalizer T) =>
        roles == MemberRole.Member
            ? T["Member"]
            : string.Join(", ", new[] { MemberRole.GlobalAdmin, MemberRole.UserAdmin, MemberRole.BillingAdmin }.Where(r => roles.HasFlag(r)).Select(r => One(r, T)));

    private static string One(MemberRole role, IStringLocalizer T) => role switch
    {
        MemberRole.GlobalAdmin => T["Global admin"],
        MemberRole.UserAdmin => T["User admin"],
        _ => T["Billing admin"],
    };
}
