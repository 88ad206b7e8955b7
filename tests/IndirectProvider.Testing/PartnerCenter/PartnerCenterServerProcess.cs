using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Xunit;

namespace IndirectProvider.Testing.PartnerCenter;

/// <summary>A process of its own (tests/partner-center-server) that plays the vendor's Partner Center, and fails as it is told.</summary>
public sealed class PartnerCenterServerProcess : IAsyncDisposable
{
    /// <summary>The secret the portal signs in with there.</summary>
    public const string ClientSecret = "Partner-Center-Client-Secret-of-the-tests";

    private const string ClientId = "b06c29b4-4ba3-4f1e-a8b7-6f4a6ad3e9d1";

    private readonly Process process;
    private readonly HttpClient http = new();

    private PartnerCenterServerProcess(Process process, int port)
    {
        this.process = process;
        Address = $"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}";
        http.BaseAddress = new Uri(Address);
    }

    /// <summary>Where it is.</summary>
    public string Address { get; }

    /// <summary>The portal's settings that use it.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Provisioning:Kind"] = "PartnerCenter",
        ["Provisioning:PartnerCenter:BaseAddress"] = Address,
        ["Provisioning:PartnerCenter:TokenAddress"] = $"{Address}/token",
        ["Provisioning:PartnerCenter:ClientId"] = ClientId,
        ["Provisioning:PartnerCenter:ClientSecret"] = ClientSecret,
    };

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="flags">Further flags (tests/partner-center-server/README.md).</param>
    public static async Task<PartnerCenterServerProcess> StartAsync(params string[] flags)
    {
        var process = Process.Start(new ProcessStartInfo(
            "node", ["server.js", "--until-stdin-closes", "--client-id", ClientId, "--client-secret", ClientSecret, .. flags])
        {
            WorkingDirectory = RepositoryFolder.Path("tests", "partner-center-server"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync();
        Assert.True(line?.StartsWith("listening ", StringComparison.Ordinal), "The Partner Center server did not start.");
        return new PartnerCenterServerProcess(process, int.Parse(line![10..], CultureInfo.InvariantCulture));
    }

    /// <summary>Plans a fault for the next requests of one operation, or of any.</summary>
    /// <param name="kind">Which fault.</param>
    /// <param name="operation">Which operation meets it; null: any.</param>
    /// <param name="times">How often; -1: always.</param>
    /// <param name="code">The vendor's code, for refusals and conflicts.</param>
    /// <param name="status">The status, for refusals.</param>
    /// <param name="seconds">How long, for what takes time.</param>
    /// <param name="match">What stands in the request's body.</param>
    public Task FailAsync(string kind, string? operation = null, int times = 1, int? code = null, int? status = null, double? seconds = null, string match = "") =>
        PostAsync("/control/fault", new { kind, operation, times, code = code ?? 800060, status = status ?? 400, seconds = seconds ?? 1, match });

    /// <summary>Changes how it behaves from now on.</summary>
    public Task SetAsync(object changes) => PostAsync("/control/set", changes);

    /// <summary>Takes planned faults back and behaves well again.</summary>
    public async Task BehaveAsync()
    {
        await PostAsync("/control/clear", new { });
        await SetAsync(new { failRate = 0, remembers = true, namesSubscriptions = true, lists = true, hangSeconds = 1, tokenLife = 3600 });
    }

    /// <summary>What it knows.</summary>
    public async Task<VendorState> StateAsync() => (await http.GetFromJsonAsync<VendorState>("/control/state?requests"))!;

    /// <summary>The customer of this domain: exactly one.</summary>
    public async Task<VendorStateCustomer> CustomerAsync(string domain) => Assert.Single((await StateAsync()).Customers, c => c.Domain == domain);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task PostAsync(string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        response.EnsureSuccessStatusCode();
    }
}

/// <summary>What the vendor knows.</summary>
public sealed record VendorState(
    VendorStateCounts Created,
    IReadOnlyList<string> DuplicateDomains,
    IReadOnlyList<VendorStateCustomer> Customers,
    int TokensGiven,
    IReadOnlyDictionary<string, int> FaultsMet,
    IReadOnlyList<VendorStateRequest> Requests);

/// <summary>How much was really made.</summary>
public sealed record VendorStateCounts(int Customers, int Carts, int Orders, int Subscriptions, int Passwords);

/// <summary>One customer.</summary>
public sealed record VendorStateCustomer(
    string Id, string Domain, string Password, int Carts, int Orders, IReadOnlyList<VendorStateSubscription> Subscriptions);

/// <summary>One subscription.</summary>
public sealed record VendorStateSubscription(string Id, string OfferId, int Quantity);

/// <summary>One request that reached the service.</summary>
public sealed record VendorStateRequest(string Operation, string Path, string RequestId, string CorrelationId);
