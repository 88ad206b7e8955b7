using System.Collections.Concurrent;
using System.Text;
using IndirectProvider.IntegrationTests.Mail;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Stories;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace IndirectProvider.IntegrationTests.Hosting;

/// <summary>What the portal exports by OTLP, as a real collector receives it.</summary>
public sealed class TelemetryTests
{
    private static readonly string[] Metrics =
    [
        "portal.orders.moves", "portal.orders.step.duration", "portal.orders", "portal.outbox", "portal.mails", "portal.sign_ins", "portal.clock.offset",
        "http.server.request.duration",
    ];

    [Fact]
    public async Task Traces_and_metrics_arrive_with_their_names_and_without_secrets()
    {
        await using var collector = await Collector.StartAsync();
        await using var portal = new PortalFactory(new() { Settings = collector.Settings });
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync("Unmistakable Distribution");
        using var member = await given.SignedInAsync(provider.Admin);
        var review = await (await (await member.BeginNewCustomerAsync()).ToSubscriptionsAsync(NewCustomerStory.FreePrefix())).ToReviewAsync();
        await review.Form("Submit").Tick("We act as direct partner for this customer: no indirect reseller is involved.").SubmitAsync("Submit");
        using var guest = portal.NewClient();
        await guest.GetAsync($"/invitation/{PostedMail.Token}");
        await guest.GetAsync($"/no-such-page/{PostedMail.Token}?code={PostedMail.Token}");
        await PostedMail.PostAsync(portal);

        await collector.UntilAsync("/v1/metrics", Metrics);
        await collector.UntilAsync("/v1/traces", "invitation/{secret}", "indirect-provider");

        Assert.Equal(["/v1/metrics", "/v1/traces"], collector.Paths);
        Assert.DoesNotContain(PostedMail.Token, collector.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain(PostedMail.Token[..20], collector.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("Unmistakable", collector.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain(provider.Id.ToString(), collector.Everything, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Without_a_collector_nothing_is_started()
    {
        await using var portal = new PortalFactory();

        Assert.Null(portal.Services.GetService(typeof(OpenTelemetry.Trace.TracerProvider)));
        Assert.Null(portal.Services.GetService(typeof(OpenTelemetry.Metrics.MeterProvider)));
    }

    /// <summary>Takes what is posted by OTLP over HTTP; texts stand in protobuf as they are.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, string Body)> received = new();
        private readonly WebApplication server;

        private Collector(WebApplication server) => this.server = server;

        public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = server.Urls.Single(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        };

        public IEnumerable<string> Paths => received.Select(r => r.Path).Distinct().Order(StringComparer.Ordinal);

        public string Everything => string.Concat(received.Select(r => r.Body));

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var server = builder.Build();
            var collector = new Collector(server);
            server.Run(async http =>
            {
                using var body = new MemoryStream();
                await http.Request.Body.CopyToAsync(body);
                collector.received.Enqueue((http.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
                http.Response.ContentType = "application/x-protobuf";
            });
            await server.StartAsync();
            return collector;
        }

        public async Task UntilAsync(string path, params string[] words)
        {
            IReadOnlyList<string> missing = words;
            for (var look = 0; look < 200 && missing.Count > 0; look++)
            {
                await Task.Delay(100);
                missing = [.. words.Where(word => !received.Any(r => r.Path == path && r.Body.Contains(word, StringComparison.Ordinal)))];
            }

            Assert.Empty(missing);
        }

        public ValueTask DisposeAsync() => server.DisposeAsync();
    }
}
