using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Data;

/// <summary>What differs between the databases the portal runs on; one implementation in each Data project.</summary>
public interface IDatabaseDialect
{
    /// <summary>Name in settings.</summary>
    string Name { get; }

    /// <summary>The connection string with the time limits that pages need, where it has none of its own.</summary>
    string WithPageLimits(string connectionString);

    /// <summary>Points the context at the database.</summary>
    void Configure(DbContextOptionsBuilder options, string connectionString);

    /// <summary>Makes sure, before anything else at start, that this process may use the database and that it is whole.</summary>
    /// <exception cref="UnusableDatabaseException">It may not, or it is not.</exception>
    Task PrepareAsync(string connectionString, CancellationToken cancel);

    /// <summary>Brings the tables up to this program's version. A process that is killed meanwhile is followed by one that goes on.</summary>
    /// <param name="db">A context that sees all rows.</param>
    /// <param name="cancel">Stops it.</param>
    Task MigrateAsync(PortalDbContext db, CancellationToken cancel);

    /// <summary>What follows the migrations at every start, before the first request.</summary>
    /// <param name="db">A context that sees all rows.</param>
    /// <param name="cancel">Stops it.</param>
    Task FinishAsync(PortalDbContext db, CancellationToken cancel);

    /// <summary>Lets a database that doesn't do so by itself look how its tables have grown, so that it chooses the right indexes. At start and daily.</summary>
    /// <param name="connectionString">How to connect to it.</param>
    /// <param name="cancel">Stops it.</param>
    Task LearnAsync(string connectionString, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>What asks the database's server for its UTC time; null where it is this machine's own.</summary>
    string? ClockQuery { get; }

    /// <summary>Whether a save failed because a unique key was taken already.</summary>
    bool IsUniqueViolation(DbUpdateException failure);

    /// <summary>Whether this was given up because it and another waited for each other; nothing of it was saved.</summary>
    bool IsDeadlock(Exception failure) => false;

    /// <summary>Whether this failed because the database can't be reached, doesn't answer or has no room left, and may well succeed later.</summary>
    bool IsAway(Exception failure);
}
