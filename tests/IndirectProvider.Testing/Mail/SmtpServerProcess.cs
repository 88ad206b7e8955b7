using System.Diagnostics;
using System.Globalization;

namespace IndirectProvider.Testing.Mail;

/// <summary>A real SMTP server in a process of its own (tests/smtp-server), keeping what it gets in a folder.</summary>
public sealed class SmtpServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TemporaryFolder _folder;

    private SmtpServerProcess(Process process, TemporaryFolder folder, SmtpServerOptions options, TestCertificate? certificate, int port)
    {
        _process = process;
        _folder = folder;
        Options = options;
        Certificate = certificate;
        Port = port;
        MailBox = new MailBox(folder.Combine("mail"));
        Unanswered = new MailBox(folder.Combine("mail/unanswered"));
    }

    /// <summary>The host to connect to; the certificate is made out to it.</summary>
    public string Host => "localhost";

    /// <summary>The port it listens on.</summary>
    public int Port { get; }

    /// <summary>What it was started with.</summary>
    public SmtpServerOptions Options { get; }

    /// <summary>The certificate it shows; null without TLS.</summary>
    public TestCertificate? Certificate { get; }

    /// <summary>The mail it has accepted.</summary>
    public MailBox MailBox { get; }

    /// <summary>The mail that arrived whole and was never answered, because the line was dropped after it.</summary>
    public MailBox Unanswered { get; }

    /// <summary>Starts a server and waits until it listens.</summary>
    public static async Task<SmtpServerProcess> StartAsync(SmtpServerOptions? options = null)
    {
        options ??= new SmtpServerOptions();
        var folder = new TemporaryFolder();
        var certificate = options.Security == SmtpServerSecurity.None ? null : TestCertificate.Create(folder);
        var start = new ProcessStartInfo("node", Arguments(options, folder, certificate))
        {
            WorkingDirectory = RepositoryFolder.Path("tests", "smtp-server"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        if (line?.Split(' ') is ["listening", var port])
        {
            // Nobody reads what a client's hang-up makes it say, but the pipe must not fill up.
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            return new SmtpServerProcess(process, folder, options, certificate, int.Parse(port, CultureInfo.InvariantCulture));
        }

        var complaint = await process.StandardError.ReadToEndAsync();
        process.Dispose();
        folder.Dispose();
        throw new InvalidOperationException($"The SMTP server did not start: {complaint}");
    }

    /// <summary>Ends the server and every connection to it; what it accepted can still be read.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private static List<string> Arguments(SmtpServerOptions options, TemporaryFolder folder, TestCertificate? certificate)
    {
        List<string> arguments =
        [
            "server.js", "--until-stdin-closes",
            "--folder", folder.Combine("mail"),
            "--port", options.Port.ToString(CultureInfo.InvariantCulture),
            "--security", options.Security.ToString().ToLowerInvariant(),
            "--fail-first", options.FailFirst.ToString(CultureInfo.InvariantCulture),
            "--accept-one-in", options.AcceptOneIn.ToString(CultureInfo.InvariantCulture),
            "--seed", options.Seed.ToString(CultureInfo.InvariantCulture),
            "--delay", options.Delay.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture),
        ];
        Add("--user", options.User);
        Add("--password", options.Password);
        Add("--refuse-recipient", options.RefuseRecipient);
        Add("--defer-recipient", options.DeferRecipient);
        Add("--hang-recipient", options.HangRecipient);
        foreach (var (stage, code) in options.Replies)
        {
            Add("--reply", $"{stage}={code}");
        }

        Add("--cert", certificate?.CertificateFile);
        Add("--key", certificate?.KeyFile);
        Add("--drop", options.Drop switch { SmtpServerDrop.OnConnect => "connect", SmtpServerDrop.AfterData => "data", _ => null });
        return arguments;

        void Add(string flag, string? value)
        {
            if (value is not null)
            {
                arguments.Add(flag);
                arguments.Add(value);
            }
        }
    }
}
