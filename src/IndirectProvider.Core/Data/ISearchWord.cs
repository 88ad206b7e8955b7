namespace IndirectProvider.Data;

/// <summary>
/// A word by which a row of another table is found, kept by <see cref="KeepWords"/> in the save that changes what it comes from.
/// </summary>
public interface ISearchWord
{
    /// <summary>The row that is found.</summary>
    Guid FoundId { get; }

    /// <summary>The word, see <see cref="SearchWords"/>.</summary>
    string Word { get; }

    /// <summary>Whether only who administers the account may find by it.</summary>
    bool OfAccount => false;
}
