using System.Diagnostics;
using System.Globalization;
using System.Net;
using IndirectProvider.Testing.Html;
using Xunit;

namespace IndirectProvider.Testing.Entra;

/// <summary>Somebody with an account at Microsoft.</summary>
/// <param name="TenantId">The tenant of the account.</param>
/// <param name="ObjectId">The person's id there.</param>
/// <param name="UserName">What the person signs in with there.</param>
public sealed record EntraPerson(Guid TenantId, Guid ObjectId, string UserName)
{
    /// <summary>Somebody new, of a tenant that exists or a new one.</summary>
    public static EntraPerson New(Guid? tenantId = null, string? userName = null)
    {
        var id = Guid.NewGuid();
        return new(tenantId ?? Guid.NewGuid(), id, userName ?? $"person-{id:N}@entra.example");
    }
}

/// <summary>A real OpenID provider in a process of its own (tests/entra-server) that plays Microsoft Entra ID for one portal.</summary>
public sealed class EntraServerProcess : IAsyncDisposable
{
    private const string ClientId = "6731de76-14a6-49ae-97bc-6eba6914391e";
    private const string ClientSecret = "Entra-Client-Secret-of-the-tests";

    private readonly Process process;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private EntraServerProcess(Process process, int port)
    {
        this.process = process;
        Instance = $"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>Where it is.</summary>
    public string Instance { get; }

    /// <summary>The portal's settings that use it.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Entra:Instance"] = Instance + "/",
        ["Entra:ClientId"] = ClientId,
        ["Entra:ClientSecret"] = ClientSecret,
    };

    /// <summary>Starts it for a portal at this address and waits until it listens.</summary>
    public static async Task<EntraServerProcess> StartAsync(string portal = "https://portal.test")
    {
        var process = Process.Start(new ProcessStartInfo(
            "node",
            ["server.js", "--until-stdin-closes", "--client-id", ClientId, "--client-secret", ClientSecret, "--redirect-uri", $"{portal}/signin-entra"])
        {
            WorkingDirectory = RepositoryFolder.Path("tests", "entra-server"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync();
        Assert.True(line?.StartsWith("listening ", StringComparison.Ordinal), "The OpenID provider did not start.");
        return new EntraServerProcess(process, int.Parse(line![10..], CultureInfo.InvariantCulture));
    }

    /// <summary>Signs somebody in on the page the portal leads to, and hands back where that leads: to the portal again.</summary>
    /// <param name="there">The portal's answer that leads there.</param>
    /// <param name="who">Who signs in; null cancels.</param>
    /// <param name="fault">What is to be wrong with the token (tests/entra-server/README.md).</param>
    /// <param name="signedInAt">When the password was given, as the token tells it; null: it does not tell.</param>
    public async Task<Uri> AnswerAsync(Page there, EntraPerson? who, string? fault = null, DateTimeOffset? signedInAt = null)
    {
        there.Expect(HttpStatusCode.Found);
        var address = there.Response.Headers.Location!;
        Assert.StartsWith($"{Instance}/organizations/oauth2/v2.0/authorize?", address.ToString(), StringComparison.Ordinal);
        using var content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["answer"] = who is null ? "cancel" : "allow",
            ["tid"] = $"{who?.TenantId:D}",
            ["oid"] = $"{who?.ObjectId:D}",
            ["userName"] = who?.UserName ?? "",
            ["name"] = "Somebody",
            ["fault"] = fault ?? "",
            ["authTime"] = signedInAt?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) ?? "",
        });
        using var response = await http.PostAsync(address, content);
        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        return response.Headers.Location!;
    }

    /// <summary>The whole way: signs somebody in there and comes back to the portal.</summary>
    public async Task<Page> SignInAsync(PortalClient client, Page there, EntraPerson? who, string? fault = null, DateTimeOffset? signedInAt = null) =>
        await client.GetAsync((await AnswerAsync(there, who, fault, signedInAt)).ToString());

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
}
