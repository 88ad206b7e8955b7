using IndirectProvider.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.Orders;

/// <summary>
/// The orders this process is working on, each by itself and in a scope of its own, so that neither a page nor another order waits
/// for a slow vendor.
/// </summary>
public sealed class OrdersInHand(IServiceScopeFactory scopes) : IDisposable
{
    /// <summary>How long a page waits for an order before it says that it is in progress.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Task> underway = [];
    private readonly CancellationTokenSource noMore = new();
    private readonly CancellationTokenSource giveUp = new();

    /// <summary>Their ids.</summary>
    public IReadOnlyCollection<Guid> Ids
    {
        get
        {
            lock (gate)
            {
                return [.. underway.Keys];
            }
        }
    }

    /// <summary>Works on an order that the caller holds the lease of, and returns when it is done or has taken long enough for a page to wait.</summary>
    /// <param name="order">The order, as it was saved.</param>
    /// <param name="actor">In whose name.</param>
    public async Task BeginAsync(Order order, Actor actor)
    {
        try
        {
            await Begin(new OrderInHand(order.Id, order.Version), actor).WaitAsync(LongestWait);
        }
        catch (TimeoutException)
        {
            // It goes on; the page shows how far it is.
        }
    }

    /// <summary>Works on an order that the caller holds the lease of.</summary>
    /// <param name="order">The order.</param>
    /// <param name="actor">In whose name; null: the portal's.</param>
    /// <returns>Ends when the order has gone as far as it can for now.</returns>
    public Task Begin(OrderInHand order, Actor? actor = null)
    {
        lock (gate)
        {
            // Retried while the turn that failed is just ending: one after the other.
            var before = underway.GetValueOrDefault(order.Id) ?? Task.CompletedTask;
            var turn = Task.Run(() => TakeTurnAsync(before, order, actor));
            underway[order.Id] = turn;
            _ = turn.ContinueWith(_ => Forget(order.Id, turn), TaskScheduler.Default);
            return turn;
        }
    }

    /// <summary>
    /// Ends the work: steps underway are finished, or given up when the time is over; no further one is begun, and other nodes
    /// can go on with the orders at once.
    /// </summary>
    public async Task StopAsync(TimeSpan atMost)
    {
        await noMore.CancelAsync();
        var all = Task.WhenAll(Turns());
        await Task.WhenAny(all, Task.Delay(atMost));
        await giveUp.CancelAsync();
        await all;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        noMore.Dispose();
        giveUp.Dispose();
    }

    private List<Task> Turns()
    {
        lock (gate)
        {
            return [.. underway.Values];
        }
    }

    private void Forget(Guid orderId, Task turn)
    {
        lock (gate)
        {
            if (underway.GetValueOrDefault(orderId) == turn)
            {
                underway.Remove(orderId);
            }
        }
    }

    private async Task TakeTurnAsync(Task before, OrderInHand order, Actor? actor)
    {
        await before;
        await using var scope = scopes.CreateAsyncScope();
        if (actor is not null)
        {
            scope.ServiceProvider.GetRequiredService<TenantScope>().ActForNobody(actor);
        }

        await scope.ServiceProvider.GetRequiredService<FulfilOrder>().ExecuteAsync(order, noMore.Token, giveUp.Token);
    }
}
