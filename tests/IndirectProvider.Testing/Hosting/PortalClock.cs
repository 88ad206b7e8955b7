using Microsoft.Extensions.Time.Testing;

namespace IndirectProvider.Testing.Hosting;

/// <summary>
/// The portal's clock in a test: runs on like a real one, so workers do their rounds, and can be turned forward, which
/// fires every timer that falls due.
/// </summary>
public sealed class PortalClock : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(25);
    private readonly FakeTimeProvider _time;
    private readonly ITimer _pump;
    private readonly Lock _turning = new();
    private long _lastTick = TimeProvider.System.GetTimestamp();

    /// <summary>A clock that starts at this moment, or at the real one.</summary>
    public PortalClock(DateTimeOffset? start = null)
    {
        _time = new FakeTimeProvider(start ?? TimeProvider.System.GetUtcNow());
        _pump = TimeProvider.System.CreateTimer(_ => RunOn(), null, Tick, Tick);
    }

    /// <summary>What the portal gets as its TimeProvider.</summary>
    public TimeProvider Time => _time;

    /// <summary>What the clock shows.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Turns the clock forward.</summary>
    public void Advance(TimeSpan by)
    {
        lock (_turning)
        {
            _time.Advance(by);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _pump.Dispose();

    private void RunOn()
    {
        lock (_turning)
        {
            var passed = TimeProvider.System.GetElapsedTime(_lastTick);
            _lastTick = TimeProvider.System.GetTimestamp();
            _time.Advance(passed);
        }
    }
}
