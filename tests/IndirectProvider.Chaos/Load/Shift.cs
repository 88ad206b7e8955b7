using IndirectProvider.Chaos.Servers;

namespace IndirectProvider.Chaos.Load;

/// <summary>All clerks at work at once, from when it is made until it is ended.</summary>
internal sealed class Shift
{
    private readonly CancellationTokenSource closing = new();
    private readonly Task work;

    /// <summary>Begins it.</summary>
    public Shift(Cluster cluster, Cast cast, Deeds deeds, int clerks, int seed) =>
        work = Task.WhenAll(cast.Staff.Take(clerks).Select((member, n) => Task.Run(async () =>
        {
            using var clerk = new Clerk(cluster, cast, member, deeds, (seed * 1000) + n);
            await clerk.WorkAsync(closing.Token);
        })));

    /// <summary>Everybody finishes what is begun and goes home.</summary>
    public async Task EndAsync()
    {
        await closing.CancelAsync();
        await work;
        closing.Dispose();
    }
}
