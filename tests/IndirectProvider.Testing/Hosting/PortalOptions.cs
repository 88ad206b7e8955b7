using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Mail;

namespace IndirectProvider.Testing.Hosting;

/// <summary>How a test's portal is set up.</summary>
public sealed record PortalOptions
{
    /// <summary>The server its mail goes to; without one mail goes to the pickup folder.</summary>
    public SmtpServerProcess? Smtp { get; init; }

    /// <summary>The kind of database, for tests that need one kind whatever the test run is on.</summary>
    public string Database { get; init; } = TestDatabase.OfThisRun;

    /// <summary>A database that several portals share, as nodes of one installation; the test disposes it.</summary>
    public TestDatabase? Shared { get; init; }

    /// <summary>The environment; outside Development there is no demo data.</summary>
    public string Environment { get; init; } = "Production";

    /// <summary>Listen on a real port, for browsers. Otherwise the portal is reached in process.</summary>
    public bool RealPort { get; init; }

    /// <summary>What the clock shows at the start; the real time if not set.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Further settings, such as <c>Invitations:LifetimeDays</c>; they win over the test's own.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>
    /// How far this machine's clock is off. The portal then goes by its database's clock, as deployed; otherwise its clock is
    /// the test's.
    /// </summary>
    public TimeSpan? MachineClockOff { get; init; }
}
