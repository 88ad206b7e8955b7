using Microsoft.Extensions.Time.Testing;

namespace IndirectProvider.Testing.Hosting;

/// <summary>
/// The portal's clock in a test: runs on like a real one, so workers do their rounds, and can be turned forward, which
/// fires every timer that falls due.
/// </summary>
public sealed class PortalClock : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(25);
    private readonly FlowingTime _time;
    private readonly ITimer _pump;

    /// <summary>A clock that starts at this moment, or at the real one.</summary>
    public PortalClock(DateTimeOffset? start = null)
    {
        _time = new FlowingTime(start ?? TimeProvider.System.GetUtcNow());
        _pump = TimeProvider.System.CreateTimer(_ => _time.FireTimers(), null, Tick, Tick);
    }

    /// <summary>What the portal gets as its TimeProvider.</summary>
    public TimeProvider Time => _time;

    /// <summary>What the clock shows.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Turns the clock forward.</summary>
    public void Advance(TimeSpan by) => _time.Advance(by);

    /// <inheritdoc />
    public void Dispose() => _pump.Dispose();

    /// <summary>Shows a time that flows without steps; its timers follow in the steps of the pump.</summary>
    private sealed class FlowingTime(DateTimeOffset start) : TimeProvider
    {
        private readonly FakeTimeProvider _timers = new(start);
        private readonly Lock _firing = new();
        private readonly long _started = System.GetTimestamp();
        private long _turnedBy;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => start + Passed;

        public override long GetTimestamp() => Passed.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            _timers.CreateTimer(callback, state, dueTime, period);

        public void Advance(TimeSpan by)
        {
            Interlocked.Add(ref _turnedBy, by.Ticks);
            FireTimers();
        }

        public void FireTimers()
        {
            lock (_firing)
            {
                _timers.SetUtcNow(GetUtcNow());
            }
        }

        private TimeSpan Passed => System.GetElapsedTime(_started) + TimeSpan.FromTicks(Interlocked.Read(ref _turnedBy));
    }
}
