using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IndirectProvider.Testing.Seed;

/// <summary>
/// One entity's table as the model has it: reads a row's columns out of an entity as a save would, so a column that is added
/// later is filled as the entity fills it.
/// </summary>
internal sealed class BulkTable
{
    private readonly Func<object, object?>[] read;

    /// <summary>The table of an entity.</summary>
    /// <exception cref="InvalidOperationException">A required column is no property of the entity.</exception>
    public BulkTable(IEntityType entity)
    {
        Name = entity.GetTableName()!;
        var stored = StoreObjectIdentifier.Table(Name);
        Columns = [.. entity.GetFlattenedProperties().Select(p => new BulkColumn(p, p.GetColumnName(stored)!))];
        read = [.. Columns.Select(Reader)];
        if (entity.FindPrimaryKey() is { Properties: [{ PropertyInfo: { } id }] } && id.PropertyType == typeof(Guid) && id.Name == "Id")
        {
            Id = id;
        }
    }

    /// <summary>Its name in the database.</summary>
    public string Name { get; }

    /// <summary>Its columns.</summary>
    public IReadOnlyList<BulkColumn> Columns { get; }

    /// <summary>The id that is its key; null when its key is made of others' ids.</summary>
    public PropertyInfo? Id { get; }

    /// <summary>A row as the database is given it.</summary>
    /// <param name="row">The entity.</param>
    /// <param name="ids">Ids that follow from the seed, by those the entities gave themselves.</param>
    /// <exception cref="InvalidOperationException">A required column has no value.</exception>
    public object?[] Read(object row, Dictionary<Guid, Guid> ids)
    {
        var values = new object?[read.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var value = read[i](row);
            if (value is Guid id && ids.TryGetValue(id, out var known))
            {
                value = known;
            }
            else if (value is null && Columns[i].IsRequired)
            {
                throw new InvalidOperationException($"{Name}.{Columns[i].Name} needs a value.");
            }

            values[i] = value;
        }

        return values;
    }

    private Func<object, object?> Reader(BulkColumn column)
    {
        var property = column.Property;
        if (property.IsShadowProperty())
        {
            return column.IsRequired ? throw new InvalidOperationException($"{Name}.{column.Name} is no property of its entity.") : _ => null;
        }

        var getter = property.GetGetter();
        if (property.GetTypeMapping().Converter is not { } converter)
        {
            return getter.GetClrValueUsingContainingEntity;
        }

        var convert = converter.ConvertToProvider;
        return row => getter.GetClrValueUsingContainingEntity(row) is { } value ? convert(value) : null;
    }
}

/// <summary>A column and the property it comes from.</summary>
internal sealed record BulkColumn(IProperty Property, string Name)
{
    /// <summary>Whether it takes no null.</summary>
    public bool IsRequired { get; } = !Property.IsNullable;

    /// <summary>What the driver is given.</summary>
    public Type Type { get; } = Property.GetTypeMapping().Converter?.ProviderClrType ?? Nullable.GetUnderlyingType(Property.ClrType) ?? Property.ClrType;

    /// <summary>The type in the database.</summary>
    public string StoreType { get; } = Property.GetColumnType();
}
