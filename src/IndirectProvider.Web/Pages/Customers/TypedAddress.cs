namespace IndirectProvider.Web.Pages.Customers;

/// <summary>Stored addresses in forms.</summary>
internal static class TypedAddress
{
    /// <summary>The address as its fields show it.</summary>
    public static PostalAddressInput Of(PostalAddress address) => new()
    {
        Line1 = address.Line1,
        Line2 = address.Line2,
        City = address.City,
        State = address.State,
        PostalCode = address.PostalCode,
        Country = address.Country,
    };
}
