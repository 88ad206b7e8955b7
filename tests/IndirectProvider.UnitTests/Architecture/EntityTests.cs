using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.UnitTests.Architecture;

public sealed class EntityTests
{
    [Fact]
    public void Entities_change_only_through_their_own_methods() =>
        Rule.Holds(
            from entity in Entities()
            from property in entity.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            where property.DeclaringType!.Assembly == Portal.Core && IsPublicSetter(property.SetMethod)
            select $"{entity.Name}.{property.Name} has a public setter");

    /// <summary>Whatever is mapped: by a configuration of its own or by a set of the context.</summary>
    private static IEnumerable<Type> Entities()
    {
        var configured = Portal.Core.GetTypes()
            .SelectMany(type => type.GetInterfaces())
            .Where(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>));
        var sets = Portal.Core.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DbContext)))
            .SelectMany(context => context.GetProperties())
            .Select(property => property.PropertyType)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(DbSet<>));
        return configured.Concat(sets).Select(generic => generic.GenericTypeArguments[0]).Where(type => type.Assembly == Portal.Core).Distinct();
    }

    private static bool IsPublicSetter(MethodInfo? setter) =>
        setter is { IsPublic: true } && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
