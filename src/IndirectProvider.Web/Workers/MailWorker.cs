using System.Collections.Concurrent;
using IndirectProvider.Mail;

namespace IndirectProvider.Web.Workers;

/// <summary>
/// Sends what is in the outbox: at once when this process saved a mail, and otherwise by looking every few seconds. Mails
/// never tried and mails tried in vain before have places of their own, so that no first try waits behind others' retries.
/// </summary>
public sealed partial class MailWorker(IServiceScopeFactory scopes, MailSignal signal, TimeProvider clock, ILogger<MailWorker> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly DeliverySlots firstTries = new(quick: 4, all: 30);
    private readonly DeliverySlots furtherTries = new(quick: 2, all: 20);
    private readonly ConcurrentDictionary<Guid, bool> inHand = new();
    private readonly CancellationTokenSource timeIsUp = new();

    /// <inheritdoc/>
    public override void Dispose()
    {
        firstTries.Dispose();
        furtherTries.Dispose();
        timeIsUp.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await using var over = cancellationToken.Register(timeIsUp.Cancel);
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await Task.WhenAll(
            SendAsync(MailLane.FirstTry, firstTries, stoppingToken),
            SendAsync(MailLane.FurtherTries, furtherTries, stoppingToken));

    private async Task SendAsync(MailLane lane, DeliverySlots slots, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await slots.TakeAsync(stopping);
                if (await TakeOrLetBeAsync(lane, slots, stopping) is { } mail)
                {
                    inHand[mail.Id] = true;
                    _ = slots.KeepAsync(Task.Run(() => HandleAsync(mail, stopping), CancellationToken.None));
                }
                else
                {
                    slots.GiveBack();
                    await (lane == MailLane.FirstTry ? signal.WaitAsync(Round, stopping) : Task.Delay(Round, clock, stopping));
                }
            }
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // What is on its way out is finished: cut off now, nobody would know whether the server has it.
            await slots.AllBackAsync();
        }
    }

    /// <summary>Takes the next mail; when that is broken off the place for it is free again, or whoever waits for all places waits for ever.</summary>
    private async Task<MailInHand?> TakeOrLetBeAsync(MailLane lane, DeliverySlots slots, CancellationToken stopping)
    {
        try
        {
            return await TakeAsync(lane, stopping);
        }
        catch
        {
            slots.GiveBack();
            throw;
        }
    }

    private async Task<MailInHand?> TakeAsync(MailLane lane, CancellationToken cancel)
    {
        try
        {
            return await NextAsync(lane, cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            OutboxUnreadable(failure);
        }

        // Once the database is back, whoever still has the outcome of a try records it before anybody takes that mail over.
        while (!await IsBackAsync(cancel))
        {
            await Task.Delay(LongestPause, cancel);
        }

        await Task.Delay(2 * LongestPause, cancel);
        return null;
    }

    private async Task<MailInHand?> NextAsync(MailLane lane, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var next = await scope.ServiceProvider.GetRequiredService<TakeMail>().ExecuteAsync(lane, [.. inHand.Keys], cancel);
        await scope.ServiceProvider.GetRequiredService<TurnNotes>().NoteAsync(nameof(MailWorker));
        return next;
    }

    private async Task HandleAsync(MailInHand mail, CancellationToken stopping)
    {
        try
        {
            if (stopping.IsCancellationRequested)
            {
                await GiveBackAsync(mail);
            }
            else if (await DeliverAsync(mail) is { } outcome)
            {
                await RecordAsync(outcome);
            }
        }
        catch (Exception failure)
        {
            // A defect, or a database that went away before the try: the lease runs out, and the mail is tried again.
            Broken(mail.Id, failure.GetType().Name);
        }
        finally
        {
            inHand.TryRemove(mail.Id, out _);
        }
    }

    private async Task GiveBackAsync(MailInHand mail)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TakeMail>().GiveBackAsync(mail);
    }

    private async Task<MailOutcome?> DeliverAsync(MailInHand mail)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DeliverMail>().ExecuteAsync(mail, CancellationToken.None);
    }

    /// <summary>Until it is saved or the process ends: what is forgotten here is sent a second time.</summary>
    private async Task RecordAsync(MailOutcome outcome)
    {
        for (var pause = TimeSpan.FromMilliseconds(200); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                Tell(outcome, await scope.ServiceProvider.GetRequiredService<RecordDelivery>().ExecuteAsync(outcome));
                return;
            }
            catch (Exception failure) when (!timeIsUp.IsCancellationRequested)
            {
                NotRecorded(outcome.Mail.Id, failure.GetType().Name);
                await Task.Delay(pause, timeIsUp.Token);
            }
        }
    }

    private async Task<bool> IsBackAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<TakeMail>().CanAsync(cancel);
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Tell(MailOutcome outcome, MailState? state)
    {
        var (problem, reply) = (outcome.Handover.Problem, outcome.Handover.Reply?.Split(' ')[0]);
        switch (state)
        {
            case MailState.Waiting:
                Delayed(outcome.Mail.Id, problem, reply);
                break;
            case MailState.Failed:
                Failed(outcome.Mail.Id, problem, reply);
                break;
            case null:
                TakenOver(outcome.Mail.Id);
                break;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Mail {Id} was not delivered and will be tried again: {Problem} {Reply}")]
    private partial void Delayed(Guid id, MailProblem? problem, string? reply);

    [LoggerMessage(LogLevel.Error, "Mail {Id} can't be delivered: {Problem} {Reply}")]
    private partial void Failed(Guid id, MailProblem? problem, string? reply);

    [LoggerMessage(LogLevel.Warning, "Mail {Id} was taken over by another node meanwhile.")]
    private partial void TakenOver(Guid id);

    [LoggerMessage(LogLevel.Warning, "How mail {Id} went could not be recorded yet ({Failure}); trying on.")]
    private partial void NotRecorded(Guid id, string failure);

    [LoggerMessage(LogLevel.Error, "Mail {Id} could not be handled ({Failure}).")]
    private partial void Broken(Guid id, string failure);

    [LoggerMessage(LogLevel.Error, "The outbox can't be read.")]
    private partial void OutboxUnreadable(Exception failure);
}
