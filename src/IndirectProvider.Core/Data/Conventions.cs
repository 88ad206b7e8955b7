using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IndirectProvider.Data;

/// <summary>What makes one model work alike on SQLite, SQL Server and PostgreSQL.</summary>
internal static class Conventions
{
    public static void Apply(ModelConfigurationBuilder builder)
    {
        // SQLite can't order DateTimeOffset, PostgreSQL wants UTC: every time is a UTC DateTime in the database.
        builder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        builder.Properties<string>().HaveMaxLength(DefaultTextLength);
        builder.DefaultTypeMapping<DateTimeOffset>().HasConversion<UtcConverter>();
    }

    /// <summary>
    /// Has the database compare a text letter by letter, as SQLite does, so that all texts with the same beginning stand together in an
    /// index. By the rules of a language they need not.
    /// </summary>
    public static PropertyBuilder<string> IsComparedByLetter(this PropertyBuilder<string> property) => property.HasAnnotation(ByLetter, true);

    public static void Finish(ModelBuilder builder, string? database)
    {
        var byLetter = database switch
        {
            "Npgsql.EntityFrameworkCore.PostgreSQL" => "C",
            "Microsoft.EntityFrameworkCore.SqlServer" => "Latin1_General_100_BIN2",
            _ => null,
        };
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
            {
                var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
                if (type.IsEnum && !type.IsDefined(typeof(FlagsAttribute), inherit: false))
                {
                    property.SetProviderClrType(typeof(string));
                    property.SetMaxLength(32);
                }

                if (property.FindAnnotation(ByLetter) is not null && byLetter is not null)
                {
                    property.SetCollation(byLetter);
                }

                // Ids come from us (version 7), never from the database.
                if (property.IsPrimaryKey() && property.ClrType == typeof(Guid))
                {
                    property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
                }
            }

            // SQL Server refuses multiple cascade paths, and nothing here is deleted in passing but a row's own parts.
            foreach (var key in entity.GetForeignKeys().Where(key => !key.IsOwnership))
            {
                key.DeleteBehavior = DeleteBehavior.Restrict;
            }

            if (typeof(IVersioned).IsAssignableFrom(entity.ClrType))
            {
                entity.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;
            }
        }
    }

    /// <summary>For JSON and other texts without a natural bound.</summary>
    public const int LongTextLength = 1_000_000;

    private const string ByLetter = "Portal:ByLetter";

    private const int DefaultTextLength = 4000;

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        value => value.UtcDateTime,
        value => new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc)));
}
