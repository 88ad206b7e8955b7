using IndirectProvider.Testing.Mail;

namespace IndirectProvider.Chaos.Servers;

/// <summary>The mail server, which may be away for a while or behave badly; it stays on its port.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly List<SmtpServerProcess> processes = [];

    private MailServer()
    {
    }

    /// <summary>Its port.</summary>
    public int Port { get; private set; }

    /// <summary>Starts one that takes everything.</summary>
    public static async Task<MailServer> StartAsync()
    {
        var server = new MailServer();
        await server.StartAgainAsync(new SmtpServerOptions());
        return server;
    }

    /// <summary>Goes away, with all connections to it. What it took stays with us.</summary>
    public Task StopAsync() => processes[^1].KillAsync();

    /// <summary>Comes back, as the options say.</summary>
    public async Task StartAgainAsync(SmtpServerOptions options)
    {
        processes.Add(await SmtpServerProcess.StartAsync(options with { Port = Port }));
        Port = processes[^1].Port;
    }

    /// <summary>All mail it has taken.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> MessagesAsync()
    {
        var all = await Task.WhenAll(processes.Select(p => p.MailBox.MessagesAsync()));
        return [.. all.SelectMany(m => m)];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }
    }
}
