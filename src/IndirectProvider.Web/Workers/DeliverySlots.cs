namespace IndirectProvider.Web.Workers;

/// <summary>
/// How many mails are on their way out at once. One that takes long gives its place among the quick ones to the next, so
/// that a server which keeps some waiting keeps no others; in all there is a bound, too.
/// </summary>
internal sealed class DeliverySlots(int quick, int all) : IDisposable
{
    /// <summary>Real time, not the portal's clock: this is about how long a server lets us wait.</summary>
    private static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim quickOnes = new(quick);
    private readonly SemaphoreSlim allOnes = new(all);

    /// <inheritdoc/>
    public void Dispose()
    {
        quickOnes.Dispose();
        allOnes.Dispose();
    }

    /// <summary>Waits for a place.</summary>
    public async Task TakeAsync(CancellationToken cancel)
    {
        await allOnes.WaitAsync(cancel);
        try
        {
            await quickOnes.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            allOnes.Release();
            throw;
        }
    }

    /// <summary>Gives back a place that was not used.</summary>
    public void GiveBack()
    {
        quickOnes.Release();
        allOnes.Release();
    }

    /// <summary>Keeps the place while a mail is on its way: the quick one for a few seconds at most.</summary>
    public async Task KeepAsync(Task delivery)
    {
        try
        {
            try
            {
                await Task.WhenAny(delivery, Task.Delay(SlowAfter));
            }
            finally
            {
                quickOnes.Release();
            }

            await delivery;
        }
        finally
        {
            allOnes.Release();
        }
    }

    /// <summary>Waits until nothing is on its way.</summary>
    public async Task AllBackAsync()
    {
        for (var slot = 0; slot < all; slot++)
        {
            await allOnes.WaitAsync(CancellationToken.None);
        }
    }
}
