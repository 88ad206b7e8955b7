using System.Diagnostics.Metrics;

namespace IndirectProvider.Data;

/// <summary>What the portal counts. Tags have few values, and none names a tenant or a person.</summary>
public static class PortalMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "IndirectProvider";

    /// <summary>The meter.</summary>
    public static readonly Meter Meter = new(Name);

    internal static readonly Counter<long> OrderMoves =
        Meter.CreateCounter<long>("portal.orders.moves", "{order}", "Orders that reached a state.");

    internal static readonly Histogram<double> StepTimes = Meter.CreateHistogram<double>(
        "portal.orders.step.duration",
        "s",
        "How long a step of an order took, from its beginning to its outcome.",
        advice: new() { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800] });

    internal static readonly Counter<long> Mails =
        Meter.CreateCounter<long>("portal.mails", "{mail}", "Tries to hand over a mail, by what came of them.");

    internal static readonly Counter<long> SignIns =
        Meter.CreateCounter<long>("portal.sign_ins", "{sign-in}", "Sign-ins, by method and outcome.");
}
