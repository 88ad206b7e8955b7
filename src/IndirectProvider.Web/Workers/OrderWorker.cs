using IndirectProvider.Orders;

namespace IndirectProvider.Web.Workers;

/// <summary>
/// Resumes orders that are due and in nobody's hand, several at a time, so that a stuck one holds up no other. When the portal
/// stops, it sees to it that all orders are left so that another node can go on.
/// </summary>
public sealed partial class OrderWorker(IServiceScopeFactory scopes, OrdersInHand orders, TimeProvider clock, ILogger<OrderWorker> log) : BackgroundService
{
    private const int AtATime = 8;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    /// <summary>How long steps underway may go on when the portal stops; the host waits for half a minute.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim slots = new(AtATime);

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
                var next = await TakeNextAsync(stoppingToken);
                if (next is not null)
                {
                    _ = FulfilAsync(next);
                }
                else
                {
                    slots.Release();
                    await Task.Delay(Round, clock, stoppingToken);
                }
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            await orders.StopAsync(LongestStop);
            for (var slot = 0; slot < AtATime; slot++)
            {
                await slots.WaitAsync(CancellationToken.None);
            }
        }
    }

    private async Task FulfilAsync(OrderInHand order)
    {
        try
        {
            await orders.Begin(order);
        }
        catch (Exception failure)
        {
            Broken(failure, order.Id);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<OrderInHand?> TakeNextAsync(CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var next = await scope.ServiceProvider.GetRequiredService<ResumeOrders>().TakeNextAsync(orders.Ids, cancel);
            await scope.ServiceProvider.GetRequiredService<TurnNotes>().NoteAsync(nameof(OrderWorker));
            return next;
        }
        catch (Exception failure)
        {
            if (!cancel.IsCancellationRequested)
            {
                OrdersUnreadable(failure);
            }

            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "Order {Id} could not be handled.")]
    private partial void Broken(Exception failure, Guid id);

    [LoggerMessage(LogLevel.Error, "The orders can't be read.")]
    private partial void OrdersUnreadable(Exception failure);
}
