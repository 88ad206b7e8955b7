using System.Text.Json;
using IndirectProvider.Web.Workers;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IndirectProvider.Web.Hosting;

/// <summary>What watches the portal asks here.</summary>
public static class HealthSetup
{
    /// <summary>Where the process says that it answers at all.</summary>
    public const string LivePath = "/health/live";

    /// <summary>Where it says whether it should be sent requests.</summary>
    public const string ReadyPath = "/health/ready";

    /// <summary>Registers the checks, and how the portal stops.</summary>
    public static void AddPortalHealth(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<TurnNotes>();
        services.AddSingleton<Readiness>();
        services.AddHostedService<Drain>();
        services.AddOptions<HostOptions>().Configure<PortalSettings>((host, portal) =>
        {
            host.ShutdownTimeout = Drain.LongestEnd + TimeSpan.FromSeconds(portal.DrainSeconds);
            host.ServicesStopConcurrently = true;
        });
        services.AddHealthChecks()
            .Add(Check("process", (readiness, _) => readiness.IsStopping ? HealthStatus.Unhealthy : HealthStatus.Healthy))
            .Add(Check("database", (_, found) => found.Database))
            .Add(Check("mail", (_, found) => found.Mail))
            .Add(Check("workers", (_, found) => found.Workers));
    }

    /// <summary>
    /// Liveness asks nothing of the database or the mail server, since restarting the portal would mend neither. Readiness
    /// says "unhealthy" when this node can serve nobody, and "degraded" when it serves but somebody should look.
    /// </summary>
    public static void MapPortalHealth(this WebApplication app)
    {
        app.MapHealthChecks(LivePath, new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks(ReadyPath, new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static HealthCheckRegistration Check(string name, Func<Readiness, Findings, HealthStatus> judge) =>
        new(name, services => new ReadinessCheck(services.GetRequiredService<Readiness>(), judge), null, null);

    private static Task WriteAsync(HttpContext http, HealthReport report) =>
        http.Response.WriteAsJsonAsync(
            new { Status = $"{report.Status}", Checks = report.Entries.ToDictionary(entry => entry.Key, entry => $"{entry.Value.Status}") },
            JsonSerializerOptions.Web,
            http.RequestAborted);

    private sealed class ReadinessCheck(Readiness readiness, Func<Readiness, Findings, HealthStatus> judge) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            new(judge(readiness, await readiness.FindAsync()));
    }
}
