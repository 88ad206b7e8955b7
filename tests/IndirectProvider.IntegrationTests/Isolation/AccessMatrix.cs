using IndirectProvider.Testing;

namespace IndirectProvider.IntegrationTests.Isolation;

/// <summary>The table <c>access-matrix.txt</c>: for each endpoint and each kind of member what the portal must answer.</summary>
public sealed class AccessMatrix
{
    private readonly Dictionary<string, string> _rows = [];
    private readonly List<string> _columns = [];

    private AccessMatrix(string file)
    {
        foreach (var line in File.ReadLines(file).Where(line => line.Length > 0 && line[0] is not (' ' or '#')))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "columns")
            {
                _columns.AddRange(words.Skip(1).Select(group => group.Split(':')).SelectMany(group => group[1].Select(letter => $"{group[0]}.{letter}")));
                continue;
            }

            var (row, cells) = ($"{words[0]} {words[1]}", string.Concat(words.Skip(2)));
            Assert.True(cells.Length == _columns.Count, $"'{row}' has {cells.Length} cells, and there are {_columns.Count} columns.");
            Assert.True(_rows.TryAdd(row, cells), $"'{row}' stands twice.");
        }
    }

    /// <summary>The kinds of members, in order.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>The rows with their cells, a letter for each column.</summary>
    public IReadOnlyDictionary<string, string> Rows => _rows;

    /// <summary>Reads it from the repository.</summary>
    public static AccessMatrix Read() => new(RepositoryFolder.Path("tests", "IndirectProvider.IntegrationTests", "Isolation", "access-matrix.txt"));
}
