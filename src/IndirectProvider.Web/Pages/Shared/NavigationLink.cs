using IndirectProvider.Tenancy;

namespace IndirectProvider.Web.Pages.Shared;

/// <summary>An entry of the left navigation.</summary>
/// <param name="Kind">Whose navigation it stands in.</param>
/// <param name="Text">Its text in English, which is the key of its translations.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Policy">The access policy of the page it leads to; who doesn't meet it doesn't see the entry.</param>
/// <param name="NeedsMicrosoft">Whether it is only there where the installation offers sign-in with Microsoft.</param>
public sealed record NavigationLink(OrganisationKind Kind, string Text, string Href, string? Policy = null, bool NeedsMicrosoft = false)
{
    /// <summary>All entries in their order.</summary>
    public static readonly IReadOnlyList<NavigationLink> All =
    [
        new(OrganisationKind.Provider, "Home", "/"),
        new(OrganisationKind.Provider, "Indirect resellers", "/indirect-resellers", "Providers: invite"),
        new(OrganisationKind.Provider, "Customers", "/customers", "Customers: read"),
        new(OrganisationKind.Provider, "Subscriptions", "/subscriptions", "Subscriptions: read"),
        new(OrganisationKind.Provider, "Renewals", "/renewals", "Renewals: read"),
        new(OrganisationKind.Provider, "Orders", "/orders", "Providers: read orders"),
        new(OrganisationKind.Provider, "Catalog", "/catalog", "Providers: read catalog"),
        new(OrganisationKind.Provider, "Activity log", "/activity", "Activity: read"),
        new(OrganisationKind.Provider, "Mails", "/mails", "Providers: mails"),
        new(OrganisationKind.Provider, "Settings", "/settings", "Staff: manage"),
        new(OrganisationKind.Reseller, "Home", "/"),
        new(OrganisationKind.Reseller, "Indirect providers", "/indirect-providers", "Resellers"),
        new(OrganisationKind.Reseller, "Customers", "/customers", "Customers: read"),
        new(OrganisationKind.Reseller, "Subscriptions", "/subscriptions", "Subscriptions: read"),
        new(OrganisationKind.Reseller, "Renewals", "/renewals", "Renewals: read"),
        new(OrganisationKind.Reseller, "Support contact", "/support-contact", "Resellers: support"),
        new(OrganisationKind.Reseller, "Activity log", "/activity", "Activity: read"),
        new(OrganisationKind.Reseller, "Settings", "/settings", "Staff: manage"),
        new(OrganisationKind.Customer, "Home", "/"),
        new(OrganisationKind.Customer, "Subscriptions", "/subscriptions", "Subscriptions: read"),
        new(OrganisationKind.Customer, "Users and licenses", "/users", "Users: read"),
        new(OrganisationKind.Customer, "Partners", "/partners", "Partners: read"),
        new(OrganisationKind.Customer, "Activity log", "/activity", "Activity: read"),
        new(OrganisationKind.Operator, "Providers", "/operator/providers", "Operators"),
        new(OrganisationKind.Operator, "Health", "/operator/health", "Operators"),
        new(OrganisationKind.Operator, "Profile requests", "/operator/profile-requests", "Operators"),
        new(OrganisationKind.Operator, "Operators", "/operator/users", "Operators"),
        new(OrganisationKind.Operator, "Sign-in with Microsoft", "/operator/microsoft-sign-in", "Operators", NeedsMicrosoft: true),
        new(OrganisationKind.Operator, "Mails", "/operator/mails", "Operators"),
        new(OrganisationKind.Operator, "Activity log", "/activity", "Activity: read"),
    ];

    /// <summary>True if a page at that address belongs to this entry.</summary>
    public bool Covers(PathString path) => Href == "/" ? path == "/" : path.StartsWithSegments(Href);
}
