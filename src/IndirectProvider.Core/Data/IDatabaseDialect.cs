using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Data;

/// <summary>What differs between the databases the portal runs on; one implementation in each Data project.</summary>
public interface IDatabaseDialect
{
    /// <summary>Name in settings.</summary>
    string Name { get; }

    /// <summary>Points the context at the database.</summary>
    void Configure(DbContextOptionsBuilder options, string connectionString);

    /// <summary>Prepares what must exist before migrations run, for example the database file's folder.</summary>
    Task PrepareAsync(string connectionString, CancellationToken cancel);

    /// <summary>What follows the migrations at every start, before the first request.</summary>
    /// <param name="db">A context that sees all rows.</param>
    /// <param name="cancel">Stops it.</param>
    Task FinishAsync(PortalDbContext db, CancellationToken cancel);

    /// <summary>Whether a save failed because a unique key was taken already.</summary>
    bool IsUniqueViolation(DbUpdateException failure);
}
