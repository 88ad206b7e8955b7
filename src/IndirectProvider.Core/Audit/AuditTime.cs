namespace IndirectProvider.Audit;

/// <summary>Moments as every database keeps them: PostgreSQL knows no tenth of a microsecond.</summary>
internal static class AuditTime
{
    /// <summary>The smallest step between two moments of the log.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMicroseconds(1);

    /// <summary>The moment without what is less than a microsecond.</summary>
    public static DateTimeOffset WholeMicroseconds(this DateTimeOffset moment) =>
        moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMicrosecond));
}
