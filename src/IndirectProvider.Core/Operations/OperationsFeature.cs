using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.Operations;

/// <summary>What this feature puts into the container.</summary>
public static class OperationsFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddOperations(this IServiceCollection services) =>
        services
            .AddSingleton(new PortalNode(Guid.NewGuid(), $"{Environment.MachineName}/{Environment.ProcessId}"))
            .AddScoped<ReadCondition>()
            .AddScoped<TakeTurn>();
}
