namespace IndirectProvider.Web.Pages.Shared;

/// <summary>An entry of the left navigation.</summary>
/// <param name="Text">Its text in English, which is the key of its translations.</param>
/// <param name="Href">Where it leads.</param>
public sealed record NavigationLink(string Text, string Href)
{
    /// <summary>What a provider's staff may open.</summary>
    public static readonly IReadOnlyList<NavigationLink> OfProvider =
    [
        new("Home", "/"),
        new("Indirect resellers", "/indirect-resellers"),
        new("Customers", "/customers"),
        new("Orders", "/orders"),
    ];

    /// <summary>What a reseller's staff may open.</summary>
    public static readonly IReadOnlyList<NavigationLink> OfReseller =
    [
        new("Home", "/"),
        new("Indirect providers", "/indirect-providers"),
    ];

    /// <summary>What a customer's staff may open.</summary>
    public static readonly IReadOnlyList<NavigationLink> OfCustomer = [new("Home", "/")];

    /// <summary>What an operator may open.</summary>
    public static readonly IReadOnlyList<NavigationLink> OfOperator = [new("Providers", "/operator/providers")];

    /// <summary>True if a page at that address belongs to this entry.</summary>
    public bool Covers(PathString path) => Href == "/"
        ? path == "/" || path == PathString.Empty
        : path.StartsWithSegments(Href);
}
