namespace IndirectProvider.Web.Pages.Customers;

/// <summary>One of a customer's pages in the navigation above them.</summary>
/// <param name="Text">Its name in English, which is the key of its translations.</param>
/// <param name="Path">Its address below the customer's.</param>
/// <param name="Policy">The page's access policy; who doesn't meet it doesn't see the tab.</param>
/// <param name="ForAdministering">Whether it exists only for who administers the customer.</param>
public sealed record CustomerTab(string Text, string Path, string Policy, bool ForAdministering = true)
{
    /// <summary>All of them in their order.</summary>
    public static readonly IReadOnlyList<CustomerTab> All =
    [
        new("Subscriptions", "", "Customers: read", ForAdministering: false),
        new("Orders", "/orders", "Providers: read orders"),
        new("Account", "/account", "Customers: read"),
        new("Users and licenses", "/users", "Users: read"),
        new("Admin relationships", "/admin-relationships", "Providers: read customers"),
        new("Activity", "/activity", "Customers: read activity"),
    ];

    /// <summary>True if a page at that address belongs to this tab; a subscription's own pages belong to the first.</summary>
    public bool Covers(PathString path, Guid customerId) =>
        Path == ""
            ? path == $"/customers/{customerId}" || path.StartsWithSegments($"/customers/{customerId}/subscriptions")
            : path.StartsWithSegments($"/customers/{customerId}{Path}");
}
