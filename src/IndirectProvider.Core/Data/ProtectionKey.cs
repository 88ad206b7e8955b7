using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Data;

/// <summary>One data-protection key, shared by all nodes of the installation.</summary>
public sealed class ProtectionKey
{
    private ProtectionKey()
    {
    }

    /// <summary>The row's id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The framework's name of the key.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The framework's key element.</summary>
    public string Xml { get; private set; } = "";

    /// <summary>A key as the framework hands it over.</summary>
    public static ProtectionKey Of(string name, string xml, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), Name = name, Xml = xml };
}

internal sealed class ProtectionKeyConfiguration : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> builder)
    {
        builder.ToTable("ProtectionKeys");
        builder.Property(k => k.Name).HasMaxLength(200);
        builder.Property(k => k.Xml).HasMaxLength(Conventions.LongTextLength);
    }
}
