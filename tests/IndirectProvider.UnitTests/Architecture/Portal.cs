using System.Reflection;

namespace IndirectProvider.UnitTests.Architecture;

/// <summary>The portal's assemblies and how its features stand one above the other.</summary>
internal static class Portal
{
    public static readonly Assembly Core = Assembly.Load("IndirectProvider.Core");
    public static readonly Assembly Web = typeof(Program).Assembly;

    public static readonly Assembly[] Databases =
    [
        Assembly.Load("IndirectProvider.Data.Sqlite"),
        Assembly.Load("IndirectProvider.Data.SqlServer"),
        Assembly.Load("IndirectProvider.Data.PostgreSql"),
    ];

    public static readonly Assembly[] All = [Core, Web, .. Databases];

    /// <summary>Lowest first. A feature may use those before it; Data is beside them and may be used by and use all.</summary>
    public static readonly string[] Features =
    [
        "Kernel", "Tenancy", "Audit", "Mail", "Organisations", "Accounts", "Staff", "Catalog", "Partnerships", "Customers", "Subscriptions", "Orders", "Operations",
    ];

    /// <summary>The one place that knows all features, since it registers them.</summary>
    public const string Registration = "CoreFeatures";

    /// <summary>The feature a type of Core belongs to, by its namespace; the kernel's types stand in the root namespace.</summary>
    public static string FeatureOf(Type type)
    {
        var parts = (type.Namespace ?? "").Split('.');
        return parts.Length > 1 ? parts[1] : CodeReader.Outermost(type).Name == Registration ? Registration : "Kernel";
    }

    /// <summary>Types a person wrote, without those the compiler embeds into every assembly.</summary>
    public static IEnumerable<Type> TypesOf(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.Namespace is { } name && !name.StartsWith("System", StringComparison.Ordinal) && !name.StartsWith("Microsoft", StringComparison.Ordinal));
}
