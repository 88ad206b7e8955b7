using IndirectProvider.Accounts;
using IndirectProvider.Tenancy;
using IndirectProvider.Web.Security;

namespace IndirectProvider.Web.Pages.Settings;

/// <summary>A page of the settings.</summary>
/// <param name="Kind">Whose settings it belongs to.</param>
/// <param name="AnyOf">The roles one of which opens it.</param>
/// <param name="Text">Its text in English, which is the key of its translations.</param>
/// <param name="Href">Where it stands.</param>
public sealed record SettingsTab(OrganisationKind Kind, MemberRole AnyOf, string Text, string Href)
{
    private const string MicrosoftHref = "/settings/microsoft-sign-in";
    private const MemberRole UserAdmins = MemberRole.GlobalAdmin | MemberRole.UserAdmin;

    private static readonly SettingsTab[] All =
    [
        new(OrganisationKind.Provider, MemberRole.GlobalAdmin, "Public entry", "/settings/public-entry"),
        new(OrganisationKind.Provider, MemberRole.GlobalAdmin, "Support details", "/settings/support"),
        new(OrganisationKind.Provider, MemberRole.GlobalAdmin, "Second factor", "/settings/sign-in"),
        new(OrganisationKind.Provider, UserAdmins, "Users", "/settings/users"),
        new(OrganisationKind.Provider, MemberRole.GlobalAdmin, "Sign-in with Microsoft", MicrosoftHref),
        new(OrganisationKind.Reseller, MemberRole.GlobalAdmin, "Company profile", "/settings/company"),
        new(OrganisationKind.Reseller, UserAdmins, "Users", "/settings/users"),
        new(OrganisationKind.Reseller, MemberRole.GlobalAdmin, "Sign-in with Microsoft", MicrosoftHref),
    ];

    /// <summary>Those a member may open, in their order; sign-in with Microsoft only where the installation offers it.</summary>
    public static IEnumerable<SettingsTab> For(CurrentMember member, MicrosoftOffer microsoft) =>
        All.Where(t => member.Is(t.Kind, t.AnyOf) && (microsoft.IsOn || t.Href != MicrosoftHref));
}
