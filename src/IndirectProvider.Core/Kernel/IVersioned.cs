namespace IndirectProvider;

/// <summary>
/// A row that two people may change at once. The number goes up with every save; saving over a newer one fails with
/// <c>DbUpdateConcurrencyException</c>. Set by the context, never by features, so that it works alike on every database.
/// </summary>
public interface IVersioned
{
    /// <summary>Number of the row's last save.</summary>
    long Version { get; }
}
