using IndirectProvider.Data.Sqlite;

namespace IndirectProvider.Web.Hosting;

/// <summary>Which database the portal keeps its data in.</summary>
public sealed class DatabaseSettings
{
    /// <summary>Sqlite, SqlServer or PostgreSql.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>PostgreSQL only: whether row-level security keeps tenants apart in the database, too.</summary>
    public bool RowSecurity { get; set; }

    /// <summary>SQLite only.</summary>
    public SqliteSettings Sqlite { get; set; } = new();

    /// <summary>SQL Server only.</summary>
    public SqlServerSettings SqlServer { get; set; } = new();
}

/// <summary>What is special about SQLite.</summary>
public sealed class SqliteSettings
{
    /// <summary>Quick, Full or Off: what of the file is checked at start.</summary>
    public string CheckAtStart { get; set; } = nameof(IntegrityCheck.Quick);
}

/// <summary>What is special about SQL Server.</summary>
public sealed class SqlServerSettings
{
    /// <summary>Rows that are saved by one statement; null: as the framework likes.</summary>
    public int? MaxBatchSize { get; set; }
}

/// <summary>The certificate by which the portal's keys are encrypted in the database.</summary>
public sealed class KeySettings
{
    /// <summary>A PKCS #12 file (.pfx) with an RSA certificate and its private key; empty: keys are stored as they are.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>The file's password, or empty.</summary>
    public string Password { get; set; } = "";

    /// <summary>The file of the certificate before this one, while keys encrypted by it are still in use; or empty.</summary>
    public string FormerCertificate { get; set; } = "";

    /// <summary>The former file's password, or empty.</summary>
    public string FormerPassword { get; set; } = "";
}

/// <summary>What the portal is called and where it is reached.</summary>
public sealed class PortalSettings
{
    /// <summary>Address people reach the portal at; links in mails begin with it. Empty: the development address.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Domain under which customers' tenants get their names.</summary>
    public string TenantSuffix { get; set; } = "tenants.example";

    /// <summary>E-mail address of the first operator; empty: a set-up link is printed to the log.</summary>
    public string FirstOperator { get; set; } = "";

    /// <summary>Seconds that a node which is about to stop goes on serving, so that the proxy in front notices that it is no longer ready.</summary>
    public int DrainSeconds { get; set; }

    /// <summary>An absolute address of a page of the portal.</summary>
    public string Link(string path) => PublicUrl.TrimEnd('/') + path;
}

/// <summary>Partnership requests.</summary>
public sealed class InvitationSettings
{
    /// <summary>Days an invitation's link lives.</summary>
    public int LifetimeDays { get; set; } = 30;
}

/// <summary>Sign-in with Microsoft Entra ID.</summary>
public sealed class EntraSettings
{
    /// <summary>Where Microsoft signs people in; another address for national clouds.</summary>
    public string Instance { get; set; } = "https://login.microsoftonline.com/";

    /// <summary>Application (client) id of the portal's app registration. Empty: sign-in with Microsoft is off.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>A client secret of the app registration.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>Whether it is on.</summary>
    public bool IsOn => ClientId != "";
}

/// <summary>Where customers' tenants and subscriptions are made.</summary>
public sealed class ProvisioningSettings
{
    /// <summary>BuiltIn (the portal itself) or PartnerCenter.</summary>
    public string Kind { get; set; } = "BuiltIn";

    /// <summary>The vendor's Partner Center.</summary>
    public PartnerCenterSettings PartnerCenter { get; set; } = new();

    /// <summary>Whether the vendor's Partner Center is used.</summary>
    public bool UsesPartnerCenter => Kind == "PartnerCenter";
}

/// <summary>The vendor's Partner Center and the portal's credentials there.</summary>
public sealed class PartnerCenterSettings
{
    /// <summary>Root of the REST service.</summary>
    public string BaseAddress { get; set; } = "https://api.partnercenter.microsoft.com";

    /// <summary>Where tokens are handed out.</summary>
    public string TokenAddress { get; set; } = "";

    /// <summary>Client id.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Client secret.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>What the token is asked for.</summary>
    public string Scope { get; set; } = "https://api.partnercenter.microsoft.com/.default";

    /// <summary>The service's version 1.</summary>
    public Uri Service => new($"{BaseAddress.TrimEnd('/')}/v1/");
}

/// <summary>How mails leave the portal.</summary>
public sealed class MailSettings
{
    /// <summary>Pickup (files) or Smtp.</summary>
    public string Transport { get; set; } = "Pickup";

    /// <summary>Sender of all mails: an address, or a name with an address in angle brackets.</summary>
    public string From { get; set; } = "IndirectProvider <portal@localhost.example>";

    /// <summary>Mailbox for what comes back undelivered; each mail's id is added after a plus. Empty: the sender's own address.</summary>
    public string BounceAddress { get; set; } = "";

    /// <summary>Where mails go as files.</summary>
    public PickupSettings Pickup { get; set; } = new();

    /// <summary>The mail server.</summary>
    public SmtpSettings Smtp { get; set; } = new();
}

/// <summary>Mails as files.</summary>
public sealed class PickupSettings
{
    /// <summary>Folder of the .eml files.</summary>
    public string Folder { get; set; } = "data/mail";
}

/// <summary>The mail server.</summary>
public sealed class SmtpSettings
{
    /// <summary>Host name.</summary>
    public string Host { get; set; } = "";

    /// <summary>Port.</summary>
    public int Port { get; set; } = 587;

    /// <summary>None, StartTls or Tls (from the first byte).</summary>
    public string Security { get; set; } = "StartTls";

    /// <summary>User name, or empty.</summary>
    public string User { get; set; } = "";

    /// <summary>Password, or empty.</summary>
    public string Password { get; set; } = "";

    /// <summary>
    /// SHA-256 fingerprint of the only certificate accepted from the server, for one it signed itself. Empty: the
    /// certificate must be valid by the system's own authorities.
    /// </summary>
    public string CertificateFingerprint { get; set; } = "";
}

/// <summary>How often one network address may do something before it is told to wait; 0 switches a limit off.</summary>
public sealed class LimitSettings
{
    /// <summary>Sign-ins tried.</summary>
    public int SignInsPerMinute { get; set; } = 120;

    /// <summary>One-time links followed.</summary>
    public int LinksPerMinute { get; set; } = 60;

    /// <summary>Registrations and forgotten passwords, which send mails.</summary>
    public int MailRequestsPerHour { get; set; } = 60;

    /// <summary>Look-ups whether a domain is free.</summary>
    public int LookupsPerMinute { get; set; } = 240;

    /// <summary>Everything but pictures, styles and scripts.</summary>
    public int RequestsPerMinute { get; set; } = 60_000;
}

/// <summary>The proxies in front of the portal.</summary>
public sealed class ProxySettings
{
    /// <summary>Addresses and networks, separated by commas, whose X-Forwarded-For is believed. Empty: nobody's.</summary>
    public string Trusted { get; set; } = "";
}

/// <summary>Demo data, Development only.</summary>
public sealed class DemoSettings
{
    /// <summary>Password of all demo accounts.</summary>
    public string Password { get; set; } = "";
}
