using System.Text.Json;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IndirectProvider.Orders;

/// <summary>
/// Does one of an order's steps at the vendor: saves that it is tried, which renews the lease, then asks the vendor, then saves
/// the answer. Part of <see cref="FulfilOrder"/>.
/// </summary>
public sealed partial class DoStep(
    ITenantProvisioner provisioner, Sealer sealer, IDatabaseDialect dialect, TimeProvider clock, ILogger<DoStep> log)
{
    /// <summary>How long a step may take; well within the lease, so that nobody else begins it before it has ended.</summary>
    public static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstSavePause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestSavePause = TimeSpan.FromSeconds(5);

    /// <summary>How often a database that can be reached may refuse an answer before that counts as a defect.</summary>
    private const int MostRefusedSaves = 20;

    /// <summary>The step's answer, now or from before; null when the order can't go on now.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Another node has the order.</exception>
    internal async Task<T?> ExecuteAsync<T>(
        OrderRun run, OrderStepKind kind, Func<ITenantProvisioner, StepCall, CancellationToken, Task<Result<T>>> ask)
        where T : class
    {
        var (order, step) = (run.Order, run.Order.Step(kind));
        if (step.State == OrderStepState.Done)
        {
            return JsonSerializer.Deserialize<T>(sealer.Open(OrderStep.SealPurpose, step.SealedAnswer!));
        }

        if (run.NoMore.IsCancellationRequested)
        {
            await GiveBackAsync(run);
            return null;
        }

        var perhapsDone = step.PerhapsDone;
        order.BeginStep(step, clock.GetUtcNow());
        await run.Db.SaveChangesAsync(run.GiveUp);
        if (order.LeasedUntil - clock.GetUtcNow() < LongestStep)
        {
            // Saving took so long that the lease could end before the step does. The vendor was not asked.
            step.RecordFailure("Saving took too long.", surelyNotDone: !perhapsDone);
            await GiveBackAsync(run);
            return null;
        }

        var answer = await TryAsync(run, step, new StepCall(step.Key, order.Id, step.Attempts, perhapsDone, step.MissingSince), ask);
        await SaveSurelyAsync(run);
        return answer;
    }

    private async Task<T?> TryAsync<T>(
        OrderRun run, OrderStep step, StepCall call, Func<ITenantProvisioner, StepCall, CancellationToken, Task<Result<T>>> ask)
        where T : class
    {
        var order = run.Order;

        // Real time, not the portal's clock: this is about how long a network may stall.
        using var timeUp = new CancellationTokenSource(LongestStep);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, run.GiveUp);
        try
        {
            var result = await ask(provisioner, call, either.Token);
            if (!result.Succeeded)
            {
                Refuse(run, step, result.Errors[0]);
                return null;
            }

            step.Finish(sealer.Seal(OrderStep.SealPurpose, JsonSerializer.Serialize(result.Value)), clock.GetUtcNow());
            order.KeepInHand(clock.GetUtcNow());
            return result.Value;
        }
        catch (OperationCanceledException) when (run.GiveUp.IsCancellationRequested)
        {
            step.RecordFailure("The portal was stopped.");
            order.GiveBack();
        }
        catch (Exception failure)
        {
            // The message of an exception that is not ours stays out: it may quote what the vendor wrote.
            var reason = failure is NotNowException ? failure.Message : failure.GetType().Name;
            LogPostponed(order.Id, step.Kind, reason);
            step.RecordFailure(reason, surelyNotDone: !call.PerhapsDone && failure is NotNowException { NothingDone: true });
            if (failure is NotNowException { NotShownYet: true })
            {
                step.Miss(clock.GetUtcNow());
            }

            order.Postpone(clock.GetUtcNow() + Longer(PauseAfter(step.Attempts), (failure as NotNowException)?.RetryAfter));
        }

        return null;
    }

    /// <summary>Records that staff have to act; the caller saves.</summary>
    internal void Refuse(OrderRun run, OrderStep step, Error error)
    {
        step.Refuse(error.Stored, surelyNotDone: error.Kind == ErrorKind.Invalid);
        run.Order.Fail(error.Stored);
        run.Db.Record(
            clock, AuditAction.OrderFailed, run.Order.Id, run.Order.CustomerName, new Concerned(run.Order.ProviderId), new { step.Kind, reason = error.Stored });
    }

    private Task GiveBackAsync(OrderRun run)
    {
        run.Order.GiveBack();
        return SaveSurelyAsync(run);
    }

    /// <summary>
    /// What the vendor answered exists nowhere else: while the database is away it is kept here and saved as soon as that is
    /// possible, unless the process ends. Then the step is asked for again, under the same key.
    /// </summary>
    private async Task SaveSurelyAsync(OrderRun run)
    {
        var pause = FirstSavePause;
        for (var refused = 0; ;)
        {
            try
            {
                await run.Db.SaveChangesAsync(CancellationToken.None);
                return;
            }
            catch (Exception failure) when (CanWait(failure) && !run.GiveUp.IsCancellationRequested)
            {
                // A full disk lets anybody connect, too.
                refused += dialect.IsAway(failure) || !await run.Db.Database.CanConnectAsync(CancellationToken.None) ? 0 : 1;
                if (refused > MostRefusedSaves)
                {
                    throw;
                }

                LogNotSaved(run.Order.Id, failure.GetType().Name);
            }

            await Task.Delay(pause, run.GiveUp).ContinueWith(_ => { }, TaskScheduler.Default);
            pause = pause * 2 < LongestSavePause ? pause * 2 : LongestSavePause;
        }
    }

    private bool CanWait(Exception failure) =>
        failure is not DbUpdateConcurrencyException && !(failure is DbUpdateException update && dialect.IsUniqueViolation(update));

    private static TimeSpan PauseAfter(int attempts) =>
        TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(attempts - 1, 10)));

    private static TimeSpan Longer(TimeSpan pause, TimeSpan? other) => other > pause ? other.Value : pause;

    [LoggerMessage(LogLevel.Warning, "Step {Step} of order {OrderId} is tried again later: {Reason}")]
    private partial void LogPostponed(Guid orderId, OrderStepKind step, string reason);

    [LoggerMessage(LogLevel.Warning, "What became of order {OrderId} can't be saved yet ({Failure}); it is kept in memory and saved as soon as that is possible.")]
    private partial void LogNotSaved(Guid orderId, string failure);
}
