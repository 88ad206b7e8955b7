using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using IndirectProvider.Data;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Mail;
using IndirectProvider.Web.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace IndirectProvider.Testing.Hosting;

/// <summary>
/// The whole portal as it is deployed, with a database, a pickup folder, a clock and a log of its own. Nothing of
/// it is replaced but the clock (or, with <see cref="PortalOptions.MachineClockOff"/>, the machine's).
/// </summary>
public class PortalFactory : WebApplicationFactory<Program>
{
    private readonly TemporaryFolder _folder = new();
    private readonly PortalOptions _options;
    private readonly X509Certificate2? _certificate;

    // Each portal would watch its settings' files, and Linux lets a user watch from 128 places at a time.
    static PortalFactory() => Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");

    /// <summary>A portal with the usual settings.</summary>
    public PortalFactory()
        : this(new PortalOptions())
    {
    }

    /// <summary>A portal set up like this.</summary>
    public PortalFactory(PortalOptions options)
    {
        _options = options;
        Database = options.Shared ?? TestDatabase.New(_folder, options.Database);
        Clock = new PortalClock(options.MachineClockOff is { } off ? TimeProvider.System.GetUtcNow() + off : options.Start);
        Address = options.RealPort ? new Uri($"https://localhost:{FreePort().ToString(CultureInfo.InvariantCulture)}") : new Uri("https://portal.test");
        ClientOptions.BaseAddress = Address;
        MailBox = options.Smtp?.MailBox ?? new MailBox(_folder.Combine("mail"));
        if (options.RealPort)
        {
            // TLS, since outside Development the portal's cookies are for secure connections only.
            var made = TestCertificate.Create(_folder);
            _certificate = X509Certificate2.CreateFromPemFile(made.CertificateFile, made.KeyFile);
            UseKestrel(kestrel => kestrel.ListenLocalhost(Address.Port, listen => listen.UseHttps(_certificate)));
        }
    }

    /// <summary>The address the portal takes itself to have, in mails too.</summary>
    public Uri Address { get; }

    /// <summary>The portal's clock, or the machine's where the portal goes by its database's.</summary>
    public PortalClock Clock { get; }

    /// <summary>Everything the portal logs.</summary>
    public PortalLog Log { get; } = new();

    /// <summary>The mail the portal has sent.</summary>
    public MailBox MailBox { get; }

    /// <summary>The portal's database.</summary>
    public TestDatabase Database { get; }

    /// <summary>A person at a browser without script, signed in nowhere.</summary>
    public PortalClient NewClient(string language = "en")
    {
        if (!_options.RealPort)
        {
            return new PortalClient(Server.CreateHandler(), Address, language);
        }

        StartServer();
        var http = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        http.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == _certificate!.Thumbprint;
        return new PortalClient(http, Address, language);
    }

    /// <inheritdoc />
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(_options.Environment);
        builder.UseContentRoot(RepositoryFolder.Path("src", "IndirectProvider.Web"));

        // Compressed files lie under obj/ until the portal is published; only Development looks there by itself.
        builder.UseStaticWebAssets();
        foreach (var (key, value) in Database.Settings.Concat(TestSettings()).Concat(_options.Settings))
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
        builder.ConfigureTestServices(services =>
        {
            services.Replace(
                _options.MachineClockOff is null ? ServiceDescriptor.Singleton(Clock.Time) : ServiceDescriptor.Singleton(new SystemClock(Clock.Time)));

            // Two queries at once on one context are looked out for everywhere but in production.
            services.ConfigureDbContext<PortalDbContext>((_, options) => options.EnableThreadSafetyChecks());
        });
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Clock.Dispose();
        if (_options.Shared is null)
        {
            Database.Dispose();
        }

        _certificate?.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private Dictionary<string, string?> TestSettings()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Portal:PublicUrl"] = Address.ToString(),
            // Everybody in a test comes from one address.
            ["Limits:SignInsPerMinute"] = "0",
            ["Limits:MailRequestsPerHour"] = "0",
            ["Mail:From"] = "Portal <portal@portal.test>",
            ["Mail:Transport"] = "Pickup",
            ["Mail:Pickup:Folder"] = _folder.Combine("mail"),
        };
        if (_options.Smtp is { } smtp)
        {
            settings["Mail:Transport"] = "Smtp";
            settings["Mail:Smtp:Host"] = smtp.Host;
            settings["Mail:Smtp:Port"] = smtp.Port.ToString(CultureInfo.InvariantCulture);
            settings["Mail:Smtp:Security"] = smtp.Options.Security.ToString();
            settings["Mail:Smtp:User"] = smtp.Options.User;
            settings["Mail:Smtp:Password"] = smtp.Options.Password;
            settings["Mail:Smtp:CertificateFingerprint"] = smtp.Certificate?.Fingerprint;
        }

        return settings;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
