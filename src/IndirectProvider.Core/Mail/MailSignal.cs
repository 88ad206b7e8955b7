using System.Threading.Channels;

namespace IndirectProvider.Mail;

/// <summary>
/// Wakes the mail worker of this process as soon as a mail was saved. Only a shortcut: mails saved by other nodes, and
/// in transactions that commit later, are found when the worker looks again by itself.
/// </summary>
public sealed class MailSignal(TimeProvider clock)
{
    private readonly Channel<bool> raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>There is something to send.</summary>
    public void Raise() => raised.Writer.TryWrite(true);

    /// <summary>Returns when it was raised since the last wait, or after this time.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        using var timeUp = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancel);
        try
        {
            await raised.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (timeUp.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
        }
    }
}
