namespace IndirectProvider.Subscriptions;

/// <summary>Licences added at one time, as far as they were not taken back.</summary>
/// <param name="At">When they were added.</param>
/// <param name="Count">How many are left of them.</param>
public sealed record LicenseBatch(DateTimeOffset At, int Count);

/// <summary>Licences that can still be taken back.</summary>
/// <param name="Count">How many.</param>
/// <param name="Until">Before this time.</param>
public sealed record ReducibleLicenses(int Count, DateTimeOffset Until);

/// <summary>
/// The licences of a subscription by the time they were added, oldest first. Immutable. Each batch can be taken back for
/// <see cref="SubscriptionTerm.Window"/>; what is taken back comes from the batch whose time ends first, so the rest
/// keeps its longer time.
/// </summary>
public sealed record LicenseBatches(IReadOnlyList<LicenseBatch> Items)
{
    /// <summary>All licences added at one time, as by a purchase or a renewal.</summary>
    public static LicenseBatches Of(int count, DateTimeOffset at) => new([new LicenseBatch(at, count)]);

    /// <summary>How many can be taken back, and until when, soonest first.</summary>
    public IReadOnlyList<ReducibleLicenses> ReducibleAt(DateTimeOffset now) =>
        [.. Items.Where(b => IsOpen(b, now)).Select(b => new ReducibleLicenses(b.Count, b.At + SubscriptionTerm.Window))];

    /// <summary>How many can be taken back in all.</summary>
    public int CountReducibleAt(DateTimeOffset now) => Items.Where(b => IsOpen(b, now)).Sum(b => b.Count);

    /// <summary>Some more.</summary>
    public LicenseBatches Add(int count, DateTimeOffset now) => new([.. Items, new LicenseBatch(now, count)]);

    /// <summary>Some fewer, all of them from batches that can still be taken back.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than can be taken back.</exception>
    public LicenseBatches TakeBack(int count, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, CountReducibleAt(now));
        return new(Take(Items, count, b => IsOpen(b, now)).Kept);
    }

    /// <summary>
    /// Parts the licences in two, oldest first, each keeping its time: parting a subscription never opens a new window.
    /// </summary>
    public (LicenseBatches Kept, LicenseBatches Moved) Part(int count)
    {
        var (kept, moved) = Take(Items, count, _ => true);
        return (new(kept), new(moved));
    }

    private static bool IsOpen(LicenseBatch batch, DateTimeOffset now) => now < batch.At + SubscriptionTerm.Window;

    private static (List<LicenseBatch> Kept, List<LicenseBatch> Taken) Take(
        IEnumerable<LicenseBatch> items, int count, Func<LicenseBatch, bool> from)
    {
        var (kept, taken) = (new List<LicenseBatch>(), new List<LicenseBatch>());
        foreach (var batch in items)
        {
            var part = from(batch) ? Math.Min(batch.Count, count) : 0;
            count -= part;
            if (part > 0)
            {
                taken.Add(batch with { Count = part });
            }

            if (part < batch.Count)
            {
                kept.Add(batch with { Count = batch.Count - part });
            }
        }

        return (kept, taken);
    }
}
