using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.Catalog;

/// <summary>What this feature puts into the container.</summary>
public static class CatalogFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services) =>
        services
            .AddScoped<LoadCatalog>();
}
