using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Data;

/// <summary>Column lengths of an address, the same for everybody who has one.</summary>
internal static class PostalAddressMapping
{
    public static void Configure<T>(ComplexPropertyBuilder<T> address)
        where T : class
    {
        address.Property<string>(nameof(PostalAddress.Line1)).HasMaxLength(100);
        address.Property<string?>(nameof(PostalAddress.Line2)).HasMaxLength(100);
        address.Property<string>(nameof(PostalAddress.City)).HasMaxLength(80);
        address.Property<string?>(nameof(PostalAddress.State)).HasMaxLength(10);
        address.Property<string?>(nameof(PostalAddress.PostalCode)).HasMaxLength(16);
        address.Property<string>(nameof(PostalAddress.Country)).HasMaxLength(2);
    }
}
