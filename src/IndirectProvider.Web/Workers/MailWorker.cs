using System.Collections.Concurrent;
using IndirectProvider.Mail;

namespace IndirectProvider.Web.Workers;

/// <summary>
/// Sends what is in the outbox: at once when this process saved a mail, and otherwise by looking every few seconds.
/// A few mails at a time, so that a stuck one holds up no other.
/// </summary>
public sealed partial class MailWorker(IServiceScopeFactory scopes, MailSignal signal, ILogger<MailWorker> log) : BackgroundService
{
    private const int AtATime = 4;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim slots = new(AtATime);
    private readonly ConcurrentDictionary<Guid, bool> inHand = new();

    /// <inheritdoc/>
    public override void Dispose()
    {
        slots.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await slots.WaitAsync(stoppingToken);
                if (await TakeNextAsync(stoppingToken) is { } id)
                {
                    inHand[id] = true;
                    _ = Task.Run(() => DeliverAsync(id), CancellationToken.None);
                }
                else
                {
                    slots.Release();
                    await signal.WaitAsync(Round, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is on its way out is finished: cut off now, nobody would know whether the server has it.
            for (var slot = 0; slot < AtATime; slot++)
            {
                await slots.WaitAsync(CancellationToken.None);
            }
        }
    }

    private async Task<Guid?> TakeNextAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var next = await scope.ServiceProvider.GetRequiredService<DeliverMail>().TakeNextAsync([.. inHand.Keys], cancel);
            await scope.ServiceProvider.GetRequiredService<TurnNotes>().NoteAsync(nameof(MailWorker));
            return next;
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            OutboxUnreadable(failure);
            return null;
        }
    }

    private async Task DeliverAsync(Guid id)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var (state, reason) = await scope.ServiceProvider.GetRequiredService<DeliverMail>().ExecuteAsync(id, CancellationToken.None);
            if (state == MailState.Waiting)
            {
                Delayed(id, reason);
            }
            else if (state == MailState.Failed)
            {
                Failed(id, reason);
            }
        }
        catch (Exception failure)
        {
            // A defect or a database that is away: its lease runs out, and it is tried again.
            Broken(id, failure.GetType().Name);
        }
        finally
        {
            inHand.TryRemove(id, out _);
            slots.Release();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Mail {Id} was not delivered and will be tried again. {Reason}")]
    private partial void Delayed(Guid id, string reason);

    [LoggerMessage(LogLevel.Error, "Mail {Id} can't be delivered. {Reason}")]
    private partial void Failed(Guid id, string reason);

    [LoggerMessage(LogLevel.Error, "Mail {Id} could not be handled ({Failure}).")]
    private partial void Broken(Guid id, string failure);

    [LoggerMessage(LogLevel.Error, "The outbox can't be read.")]
    private partial void OutboxUnreadable(Exception failure);
}
