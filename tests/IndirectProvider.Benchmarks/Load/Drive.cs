using System.Diagnostics;
using System.Net;

namespace IndirectProvider.Benchmarks.Load;

/// <summary>What a server did with a load.</summary>
/// <param name="Requests">Answers that came.</param>
/// <param name="Failed">Answers of another status than expected.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Median">Milliseconds within which half of them came.</param>
/// <param name="P99">Milliseconds within which 99 of 100 came.</param>
/// <param name="Bytes">Bytes of an answer's body, on average.</param>
internal sealed record Figures(int Requests, int Failed, double Seconds, double Median, double P99, double Bytes)
{
    /// <summary>Answers a second.</summary>
    public double Rate => Requests / Seconds;

    /// <summary>What these times come to.</summary>
    public static Figures Of(List<double> milliseconds, int failed, double seconds, long bytes)
    {
        milliseconds.Sort();
        return new(milliseconds.Count, failed, seconds, At(milliseconds, 0.5), At(milliseconds, 0.99), milliseconds.Count == 0 ? 0 : (double)bytes / milliseconds.Count);
    }

    private static double At(List<double> sorted, double part) => sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];
}

/// <summary>The client that portal and floor are driven with: so many connections, each asking again as soon as it has its answer.</summary>
internal sealed class Drive(Uri address) : IDisposable
{
    private readonly HttpMessageInvoker sender = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        MaxConnectionsPerServer = 2000,
        ActivityHeadersPropagator = null,
    });

    /// <summary>Sends a scenario's requests for some time, or until they are used up.</summary>
    public async Task<Figures> RunAsync(Scenario scenario, int connections, TimeSpan time)
    {
        var (next, bytes, failed) = (-1, 0L, 0);
        var times = new List<double>[connections];
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(n => Task.Run(async () =>
        {
            var mine = times[n] = [];
            while (watch.Elapsed < time)
            {
                var turn = Interlocked.Increment(ref next);
                if (scenario.UsedUp && turn >= scenario.Shots.Count)
                {
                    return;
                }

                var began = Stopwatch.GetTimestamp();
                var (status, length) = await SendAsync(scenario.Shots[turn % scenario.Shots.Count], CancellationToken.None);
                mine.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                Interlocked.Add(ref bytes, length);
                if (status != scenario.Expected)
                {
                    Interlocked.Increment(ref failed);
                }
            }
        })));
        return Figures.Of([.. times.SelectMany(t => t)], failed, watch.Elapsed.TotalSeconds, bytes);
    }

    /// <summary>Sends one request and reads its answer to the end.</summary>
    public async Task<(HttpStatusCode Status, long Length)> SendAsync(Shot shot, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(shot.Method, new Uri(address, shot.Path));
        request.Headers.TryAddWithoutValidation("Accept-Language", "en");
        if (shot.Cookie is not null)
        {
            request.Headers.TryAddWithoutValidation("Cookie", shot.Cookie);
        }

        if (shot.Body is not null)
        {
            request.Content = new ByteArrayContent(shot.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
        }

        using var answer = await sender.SendAsync(request, cancel);
        var counted = new CountingStream();
        await answer.Content.CopyToAsync(counted, cancel);
        return (answer.StatusCode, counted.Count);
    }

    /// <inheritdoc/>
    public void Dispose() => sender.Dispose();
}

/// <summary>Takes bytes and forgets them.</summary>
internal sealed class CountingStream : Stream
{
    /// <summary>How many there were.</summary>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => Count;

    /// <inheritdoc/>
    public override long Position { get => Count; set => throw new NotSupportedException(); }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Count += count;

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer) => Count += buffer.Length;

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Count += buffer.Length;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
