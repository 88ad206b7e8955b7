using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.Partnerships;

/// <summary>What this feature puts into the container.</summary>
public static class PartnershipsFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddPartnerships(this IServiceCollection services) =>
        services;
}
