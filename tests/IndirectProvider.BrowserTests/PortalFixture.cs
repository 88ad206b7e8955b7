using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Mail;

namespace IndirectProvider.BrowserTests;

/// <summary>A portal on a real port that mails through a real SMTP server, for the tests of one class.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> EverythingIsLogged = new[] { "Default", "Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore" }
        .ToDictionary(category => $"Logging:LogLevel:{category}", _ => (string?)"Debug");

    private SmtpServerProcess? _smtp;
    private int _linesSearched;

    /// <summary>Makes the people and organisations a test needs.</summary>
    public GivenPortal Given { get; private set; } = null!;

    /// <summary>The running portal.</summary>
    public PortalFactory Portal { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        _smtp = await SmtpServerProcess.StartAsync();
        Portal = new PortalFactory(new() { RealPort = true, Smtp = _smtp, Settings = EverythingIsLogged });
        Given = new GivenPortal(Portal);
        Portal.StartServer();
    }

    /// <summary>Where secrets that browsers have sent stand in the database, or in the log since the last time this was asked.</summary>
    public IReadOnlyList<string> SecretsLeftBehind()
    {
        var lines = Portal.Log.Lines;
        var found = SecretSearch.Find(UsedSecrets.Of(Portal.Address).All, Portal.Database, lines.Skip(_linesSearched));
        _linesSearched = lines.Count;
        return found;
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await Portal.DisposeAsync();
        await _smtp!.DisposeAsync();
    }
}
