namespace IndirectProvider.Testing.Mail;

/// <summary>How the line to the SMTP server is secured.</summary>
public enum SmtpServerSecurity
{
    /// <summary>Plain text.</summary>
    None,

    /// <summary>STARTTLS, demanded before a message.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}

/// <summary>When the SMTP server hangs up.</summary>
public enum SmtpServerDrop
{
    /// <summary>Never.</summary>
    Never,

    /// <summary>At once when a client connects.</summary>
    OnConnect,

    /// <summary>After it has the message, before it answers.</summary>
    AfterData,
}

/// <summary>How a test's SMTP server behaves.</summary>
public sealed record SmtpServerOptions
{
    /// <summary>The port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>How the line is secured.</summary>
    public SmtpServerSecurity Security { get; init; }

    /// <summary>The user name it demands, or null for none.</summary>
    public string? User { get; init; }

    /// <summary>The password it demands.</summary>
    public string? Password { get; init; }

    /// <summary>Recipients matching this regular expression are refused for good (550).</summary>
    public string? RefuseRecipient { get; init; }

    /// <summary>Recipients matching this regular expression are put off (450).</summary>
    public string? DeferRecipient { get; init; }

    /// <summary>Recipients matching this regular expression never get an answer.</summary>
    public string? HangRecipient { get; init; }

    /// <summary>Codes answered at a stage (<c>connect</c>, <c>mail</c>, <c>rcpt</c>, <c>data</c>), whatever comes; after 421 it hangs up.</summary>
    public IReadOnlyDictionary<string, int> Replies { get; init; } = new Dictionary<string, int>();

    /// <summary>Each message is accepted with a chance of one in this number; otherwise put off, or the line dropped before or after it.</summary>
    public int AcceptOneIn { get; init; } = 1;

    /// <summary>Which sequence of chances.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How long a message waits for its answer.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The first messages are put off (451).</summary>
    public int FailFirst { get; init; }

    /// <summary>When it hangs up.</summary>
    public SmtpServerDrop Drop { get; init; }
}
