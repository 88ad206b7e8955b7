using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.Orders;

/// <summary>What this feature puts into the container; the host adds an <see cref="ITenantProvisioner"/>.</summary>
public static class OrdersFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddOrders(this IServiceCollection services) =>
        services
            .AddScoped<CancelDraft>()
            .AddScoped<CheckDraft>()
            .AddScoped<DoStep>()
            .AddScoped<FulfilOrder>()
            .AddScoped<KeepDraft>()
            .AddScoped<PruneDrafts>()
            .AddScoped<ReadDraft>()
            .AddScoped<PlaceOrder>()
            .AddScoped<RecordSubscriptions>()
            .AddScoped<ResumeOrders>()
            .AddScoped<RetryOrder>()
            .AddScoped<SettleOrder>()
            .AddSingleton<OrdersInHand>();
}
