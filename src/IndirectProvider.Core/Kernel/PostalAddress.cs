namespace IndirectProvider;

/// <summary>A company's postal address; rules of its country are in <c>countries.data.json</c>.</summary>
/// <param name="Line1">Street and number.</param>
/// <param name="Line2">Addition, or null.</param>
/// <param name="City">City.</param>
/// <param name="State">State or province code where the country has them, else null.</param>
/// <param name="PostalCode">Postal code where the country has them, else null.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code.</param>
public sealed record PostalAddress(
    string Line1, string? Line2, string City, string? State, string? PostalCode, string Country);
