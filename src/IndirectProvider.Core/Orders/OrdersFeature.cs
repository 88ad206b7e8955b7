using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.Orders;

/// <summary>What this feature puts into the container.</summary>
public static class OrdersFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddOrders(this IServiceCollection services) =>
        services;
}
