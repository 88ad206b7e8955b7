using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.Audit;

/// <summary>What this feature puts into the container.</summary>
public static class AuditFeature
{
    /// <summary>Registers the feature.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services) =>
        services
            .AddScoped<RecordExport>()
            .AddScoped<SealAuditLog>()
            .AddScoped<VerifyAuditLog>();
}
