using IndirectProvider.Web.Workers;

namespace IndirectProvider.Web.Hosting;

/// <summary>The worker that seals the activity log.</summary>
public static class AuditSetup
{
    /// <summary>Registers it.</summary>
    public static void AddPortalAudit(this WebApplicationBuilder builder) => builder.Services.AddHostedService<SealWorker>();
}
