using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.Subscriptions;

/// <summary>What this feature puts into the container.</summary>
public static class SubscriptionsFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) =>
        services
            .AddScoped<EndPartnership>();
}
