using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace IndirectProvider.Benchmarks.Load;

/// <summary>Listens to what another process's runtime says it allocates.</summary>
internal sealed class AllocationCounter : IDisposable
{
    private readonly EventPipeSession session;
    private readonly Task listening;
    private double bytes;

    /// <summary>Begins to listen.</summary>
    public AllocationCounter(int processId)
    {
        var runtime = new EventPipeProvider(
            "System.Runtime", EventLevel.Informational, 0, new Dictionary<string, string> { ["EventCounterIntervalSec"] = "1" });
        session = new DiagnosticsClient(processId).StartEventPipeSession([runtime], requestRundown: false);
        listening = Task.Run(() =>
        {
            using var source = new EventPipeEventSource(session.EventStream);
            source.Dynamic.All += Read;
            source.Process();
        });
    }

    /// <summary>Bytes allocated since it began; up to a second behind.</summary>
    public double Bytes => Volatile.Read(ref bytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        session.Stop();
        listening.Wait(TimeSpan.FromSeconds(5));
        session.Dispose();
    }

    private void Read(TraceEvent said)
    {
        if (said.EventName == "EventCounters" && said.PayloadValue(0) is IDictionary<string, object> outer
            && outer["Payload"] is IDictionary<string, object> counter && (string)counter["Name"] == "alloc-rate")
        {
            Volatile.Write(ref bytes, bytes + Convert.ToDouble(counter["Increment"], System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
