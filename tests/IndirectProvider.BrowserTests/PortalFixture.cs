using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Mail;

namespace IndirectProvider.BrowserTests;

/// <summary>A portal on a real port that mails through a real SMTP server, for the tests of one class.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    private SmtpServerProcess? _smtp;

    /// <summary>Makes the people and organisations a test needs.</summary>
    public GivenPortal Given { get; private set; } = null!;

    /// <summary>The running portal.</summary>
    public PortalFactory Portal { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        _smtp = await SmtpServerProcess.StartAsync();
        Portal = new PortalFactory(new() { RealPort = true, Smtp = _smtp });
        Given = new GivenPortal(Portal);
        Portal.StartServer();
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await Portal.DisposeAsync();
        await _smtp!.DisposeAsync();
    }
}
