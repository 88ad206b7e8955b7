using System.Text.RegularExpressions;
using IndirectProvider.Accounts;
using IndirectProvider.Data.Sqlite;
using IndirectProvider.Web.Mail;
using MimeKit;

namespace IndirectProvider.Web.Hosting;

/// <summary>Thrown at start when a setting can't be used; the message is one line that names the key.</summary>
public sealed class SettingsException(string message) : Exception(message);

/// <summary>Reads and checks the settings before anything else starts.</summary>
public static partial class SettingsSetup
{
    private const int LongestBounceName = 27;
    private static readonly string[] Databases = ["Sqlite", "SqlServer", "PostgreSql"];
    private static readonly string[] Provisioners = ["BuiltIn", "PartnerCenter"];
    private static readonly string[] Transports = ["Pickup", "Smtp"];
    private static readonly string[] Securities = ["None", "StartTls", "Tls"];

    /// <summary>Binds the sections and refuses to start with a wrong one.</summary>
    /// <exception cref="SettingsException">A setting is missing or wrong.</exception>
    public static void AddSettings(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(Checked(builder, "Database", new DatabaseSettings(), Check));
        builder.Services.AddSingleton(Checked(builder, "Portal", new PortalSettings(), s => Check(s, builder.Environment)));
        builder.Services.AddSingleton(Checked(builder, "Invitations", new InvitationSettings(), Check));
        builder.Services.AddSingleton(Checked(builder, "Entra", new EntraSettings(), Check));
        var provisioning = Checked(builder, "Provisioning", new ProvisioningSettings(), Check);
        builder.Services.AddSingleton(provisioning).AddSingleton(provisioning.PartnerCenter);
        builder.Services.AddSingleton(Checked(builder, "Mail", new MailSettings(), Check));
        builder.Services.AddSingleton(Checked(builder, "Limits", new LimitSettings(), Check));
        builder.Services.AddSingleton(Checked(builder, "Proxy", new ProxySettings(), s => Check(s, builder.Configuration)));
        builder.Services.AddSingleton(Checked(builder, "Demo", new DemoSettings(), Check));
    }

    private static T Checked<T>(WebApplicationBuilder builder, string section, T settings, Action<T> check)
    {
        try
        {
            builder.Configuration.GetSection(section).Bind(settings);
        }
        catch (InvalidOperationException failure)
        {
            // The binder's message names the key with colons and says which value it could not read.
            throw new SettingsException(failure.Message);
        }

        check(settings);
        return settings;
    }

    private static void Check(DatabaseSettings settings)
    {
        OneOf("Database__Provider", settings.Provider, Databases);
        if (settings.RowSecurity && settings.Provider != "PostgreSql")
        {
            throw new SettingsException("Database__RowSecurity needs Database__Provider to be PostgreSql.");
        }

        OneOf("Database__Sqlite__CheckAtStart", settings.Sqlite.CheckAtStart, Enum.GetNames<IntegrityCheck>());
        if (settings.SqlServer.MaxBatchSize is < 1 or > 1000)
        {
            throw new SettingsException("Database__SqlServer__MaxBatchSize must be a number from 1 to 1000, or empty.");
        }
    }

    private static void Check(PortalSettings settings, IHostEnvironment environment)
    {
        if (settings.PublicUrl == "" && environment.IsDevelopment())
        {
            settings.PublicUrl = "http://localhost:5080";
        }

        if (!Uri.TryCreate(settings.PublicUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            throw new SettingsException("Portal__PublicUrl must be the http or https address people reach the portal at, for example https://portal.example.com.");
        }

        if (!DomainName().IsMatch(settings.TenantSuffix))
        {
            throw new SettingsException("Portal__TenantSuffix must be a domain name, for example tenants.example.");
        }

        if (settings.DrainSeconds is < 0 or > 300)
        {
            throw new SettingsException("Portal__DrainSeconds must be a number from 0 to 300.");
        }

        if (settings.FirstOperator != "" && !EmailAddress.IsValid(settings.FirstOperator))
        {
            throw new SettingsException("Portal__FirstOperator must be an e-mail address.");
        }
    }

    private static void Check(InvitationSettings settings)
    {
        if (settings.LifetimeDays is < 1 or > 90)
        {
            throw new SettingsException("Invitations__LifetimeDays must be a number from 1 to 90.");
        }
    }

    private static void Check(EntraSettings settings)
    {
        if (!IsSafeAddress(settings.Instance))
        {
            throw new SettingsException("Entra__Instance must be the https address at which Microsoft signs people in, for example https://login.microsoftonline.com/.");
        }

        if (settings.IsOn && settings.ClientSecret == "")
        {
            throw new SettingsException("Entra__ClientSecret must be set when Entra__ClientId is.");
        }
    }

    private static void Check(ProvisioningSettings settings)
    {
        OneOf("Provisioning__Kind", settings.Kind, Provisioners);
        if (!settings.UsesPartnerCenter)
        {
            return;
        }

        var vendor = settings.PartnerCenter;
        if (!IsSafeAddress(vendor.BaseAddress))
        {
            throw new SettingsException("Provisioning__PartnerCenter__BaseAddress must be the https address of the vendor's service, for example https://api.partnercenter.microsoft.com.");
        }

        if (!IsSafeAddress(vendor.TokenAddress))
        {
            throw new SettingsException("Provisioning__PartnerCenter__TokenAddress must be the https address where tokens are handed out, for example https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token.");
        }

        if (vendor.ClientId == "" || vendor.ClientSecret == "" || vendor.Scope == "")
        {
            throw new SettingsException("Provisioning__PartnerCenter__ClientId, __ClientSecret and __Scope must be set when Provisioning__Kind is PartnerCenter.");
        }
    }

    /// <summary>Whether it can be an end point of ours; in clear only to this machine itself, for trials and tests.</summary>
    private static bool IsSafeAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback))
        && address is { Query: "", Fragment: "", UserInfo: "" };

    private static void Check(MailSettings settings)
    {
        OneOf("Mail__Transport", settings.Transport, Transports);
        OneOf("Mail__Smtp__Security", settings.Smtp.Security, Securities);
        if (!MailboxAddress.TryParse(settings.From, out var from) || !EmailAddress.IsValid(from.Address))
        {
            throw new SettingsException("Mail__From must be an e-mail address, or a name with an address in angle brackets.");
        }

        // With a plus and a mail's id after it, what stands before the @ may have 64 characters.
        if (settings.BounceAddress != "" && (!EmailAddress.IsValid(settings.BounceAddress) || settings.BounceAddress.LastIndexOf('@') > LongestBounceName))
        {
            throw new SettingsException($"Mail__BounceAddress must be an e-mail address with at most {LongestBounceName} characters before the @.");
        }

        if (settings.Transport == "Smtp" && settings.Smtp.Host == "")
        {
            throw new SettingsException("Mail__Smtp__Host must name the mail server when Mail__Transport is Smtp.");
        }

        if (settings.Smtp.Port is < 1 or > 65535)
        {
            throw new SettingsException("Mail__Smtp__Port must be a number from 1 to 65535.");
        }

        if (settings.Smtp.CertificateFingerprint != "" && !PinnedCertificate.IsFingerprint(settings.Smtp.CertificateFingerprint))
        {
            throw new SettingsException("Mail__Smtp__CertificateFingerprint must be the SHA-256 fingerprint of the mail server's certificate: 64 hexadecimal digits.");
        }
    }

    private static void Check(LimitSettings settings)
    {
        foreach (var limit in typeof(LimitSettings).GetProperties())
        {
            if (limit.GetValue(settings) is int and < 0)
            {
                throw new SettingsException($"Limits__{limit.Name} must be a number from 1, or 0 for no limit.");
            }
        }
    }

    private static void Check(ProxySettings settings, IConfiguration configuration)
    {
        // The framework's own switch believes everybody.
        if (configuration.GetValue<bool>("FORWARDEDHEADERS_ENABLED"))
        {
            throw new SettingsException("ASPNETCORE_FORWARDEDHEADERS_ENABLED believes whoever claims an address. Leave it out, and name the proxy in Proxy__Trusted.");
        }

        try
        {
            _ = ProxySetup.Networks(settings).ToList();
        }
        catch (FormatException)
        {
            throw new SettingsException("Proxy__Trusted must be IP addresses or networks separated by commas, for example 10.0.0.5, 172.30.0.0/24.");
        }
    }

    private static void Check(DemoSettings settings)
    {
        if (settings.Password != "" && settings.Password.Length < PasswordRules.MinLength)
        {
            throw new SettingsException($"Demo__Password must have at least {PasswordRules.MinLength} characters.");
        }
    }

    private static void OneOf(string key, string value, string[] allowed)
    {
        if (!allowed.Contains(value, StringComparer.Ordinal))
        {
            throw new SettingsException($"{key} must be one of {string.Join(", ", allowed)}, but is '{value}'.");
        }
    }

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$", RegexOptions.CultureInvariant)]
    private static partial Regex DomainName();
}
