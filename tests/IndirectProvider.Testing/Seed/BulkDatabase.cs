namespace IndirectProvider.Testing.Seed;

/// <summary>What differs between the databases when they are filled in bulk.</summary>
internal abstract class BulkDatabase : IAsyncDisposable
{
    /// <summary>Takes away what would make every single row dearer: indexes and checks.</summary>
    public abstract Task BeginAsync();

    /// <summary>Writes rows of one table.</summary>
    public abstract Task WriteAsync(BulkTable table, IReadOnlyList<object?[]> rows);

    /// <summary>Puts back what was taken away, and lets the database look at what it has.</summary>
    /// <param name="say">Told what is being done.</param>
    public abstract Task FinishAsync(Action<string> say);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>How it is done on a database.</summary>
    /// <param name="kind"><c>Sqlite</c>, <c>PostgreSql</c> or <c>SqlServer</c>.</param>
    /// <param name="connectionString">How to connect to it.</param>
    /// <exception cref="ArgumentException">No such kind.</exception>
    public static BulkDatabase Of(string kind, string connectionString) => kind switch
    {
        "Sqlite" => new SqliteBulk(connectionString),
        "PostgreSql" => new PostgreSqlBulk(connectionString),
        "SqlServer" => new SqlServerBulk(connectionString),
        _ => throw new ArgumentException($"{kind} is none of Sqlite, PostgreSql, SqlServer.", nameof(kind)),
    };
}
