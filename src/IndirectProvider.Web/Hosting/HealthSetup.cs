using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace IndirectProvider.Web.Hosting;

/// <summary>What watches the portal asks here.</summary>
public static class HealthSetup
{
    /// <summary>Where the process says that it answers at all.</summary>
    public const string LivePath = "/health/live";

    /// <summary>Registers the checks.</summary>
    public static void AddPortalHealth(this WebApplicationBuilder builder) => builder.Services.AddHealthChecks();

    /// <summary>
    /// Liveness only: it asks nothing of the database or the mail server, since restarting the portal would mend neither.
    /// </summary>
    public static void MapPortalHealth(this WebApplication app) =>
        app.MapHealthChecks(LivePath, new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
}
