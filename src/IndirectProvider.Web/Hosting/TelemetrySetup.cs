using System.Diagnostics;
using System.Diagnostics.Metrics;
using IndirectProvider.Data;
using IndirectProvider.Operations;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IndirectProvider.Web.Hosting;

/// <summary>Traces and metrics for whoever is named by <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; without it nothing of this is there.</summary>
public static partial class TelemetrySetup
{
    /// <summary>Registers the exports.</summary>
    public static void AddPortalTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        builder.Services.AddHostedService<Gauges>();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("indirect-provider", serviceInstanceId: $"{Environment.MachineName}/{Environment.ProcessId}"))
            .WithMetrics(metrics => metrics
                .AddMeter(PortalMeter.Name)
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddOtlpExporter())
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(requests => requests.Filter = http => !http.Request.Path.StartsWithSegments("/health"))
                .AddHttpClientInstrumentation()
                .AddProcessor<WithoutAddresses>()
                .AddOtlpExporter());
    }

    /// <summary>
    /// Takes the addresses out of spans: a one-time link carries its secret in the path, and an address that leads somewhere else
    /// carries one in the query. What was asked for is told by the route.
    /// </summary>
    internal sealed class WithoutAddresses : BaseProcessor<Activity>
    {
        private static readonly string[] Addresses = ["url.path", "url.query", "url.full", "http.url", "http.target", "http.path"];

        /// <inheritdoc/>
        public override void OnEnd(Activity data)
        {
            var route = data.GetTagItem("http.route") as string;
            foreach (var tag in Addresses)
            {
                if (data.GetTagItem(tag) is not null)
                {
                    data.SetTag(tag, tag == "url.path" && data.Kind == ActivityKind.Server ? route : null);
                }
            }

            if (data.Kind == ActivityKind.Server)
            {
                data.DisplayName = $"{data.GetTagItem("http.request.method")} {route}".Trim();
            }
        }
    }

    /// <summary>How much there is to do, read from the database every half minute at most, and only while somebody listens.</summary>
    internal sealed partial class Gauges(IServiceScopeFactory scopes, TimeProvider clock, DatabaseClock databaseClock, ILogger<Gauges> log) : BackgroundService
    {
        private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

        private volatile Depths? depths;

        /// <inheritdoc/>
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            // A meter of the same name per portal, so that what it reads ends with the portal.
            using var meter = new Meter(PortalMeter.Name);
            meter.CreateObservableGauge("portal.orders", Orders, "{order}", "Orders that are underway, or failed and wait for somebody.");
            meter.CreateObservableGauge("portal.outbox", Mails, "{mail}", "Mails that wait, and mails that failed in the last 7 days.");
            meter.CreateObservableGauge("portal.clock.offset", () => -databaseClock.Offset.TotalSeconds, "s", "What this machine's clock is ahead of the database's.");
            try
            {
                using var timer = new PeriodicTimer(Every, clock);
                do
                {
                    await ReadAsync(stoppingToken);
                }
                while (await timer.WaitForNextTickAsync(stoppingToken));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The portal stops.
            }
        }

        private async Task ReadAsync(CancellationToken cancel)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                depths = await scope.ServiceProvider.GetRequiredService<ReadCondition>().DepthsAsync(cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Better no figure than an old one.
                depths = null;
                NotRead(failure);
            }
        }

        private IEnumerable<Measurement<int>> Orders() => depths is { } now ? [Of(now.OrdersUnderway, "underway"), Of(now.OrdersFailed, "failed")] : [];

        private IEnumerable<Measurement<int>> Mails() => depths is { } now ? [Of(now.MailsWaiting, "waiting"), Of(now.MailsFailed, "failed")] : [];

        private static Measurement<int> Of(int count, string state) => new(count, new KeyValuePair<string, object?>("state", state));

        [LoggerMessage(LogLevel.Debug, "The depth of outbox and orders could not be read.")]
        private partial void NotRead(Exception failure);
    }
}
