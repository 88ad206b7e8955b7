using IndirectProvider.Data;
using IndirectProvider.Testing;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.IntegrationTests.Data;

/// <summary>One writer at a time on SQLite, and however one ends, the next gets its turn.</summary>
[Trait("Database", "Own")]
public sealed class WritesInTurnTests(WritesInTurnTests.OnSqlite portal) : IClassFixture<WritesInTurnTests.OnSqlite>
{
    [Fact]
    public async Task They_write_in_the_order_they_came()
    {
        await using var first = Open();
        await using var turn = await first.Db.Database.BeginTransactionAsync();
        var later = Enumerable.Range(0, 8).Select(i => (Context: Open(), Name: $"in order {i}")).ToList();

        var saves = later.ConvertAll(l => SaveAsync(l.Context.Db, l.Name));
        Assert.All(saves, save => Assert.False(save.IsCompleted));
        await turn.CommitAsync();
        await Task.WhenAll(saves);

        var names = await first.Db.Database.SqlQuery<string>($"SELECT Name AS Value FROM ProtectionKeys WHERE Name LIKE 'in order %' ORDER BY rowid").ToListAsync();
        Assert.Equal(later.Select(l => l.Name), names);
        foreach (var (context, _) in later)
        {
            await context.DisposeAsync();
        }
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_turn()
    {
        await using var first = Open();
        await using var second = Open();
        await using var third = Open();
        await using (var turn = await first.Db.Database.BeginTransactionAsync())
        {
            using var impatience = new CancellationTokenSource();
            var save = SaveAsync(second.Db, "never", impatience.Token);
            var update = Keys(third.Db).ExecuteDeleteAsync(impatience.Token);
            Assert.False(save.IsCompleted);
            await impatience.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => save);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => update);
            await turn.CommitAsync();
        }

        await NextWritesAsync();
        Assert.Equal(0, await Keys(first.Db).CountAsync(k => k.Name == "never"));
    }

    [Fact]
    public async Task A_turn_ends_with_its_transaction_however_that_ends()
    {
        await using (var canceled = Open())
        {
            await using var turn = await canceled.Db.Database.BeginTransactionAsync();
            using var stopped = new CancellationTokenSource();
            await stopped.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SaveAsync(canceled.Db, "canceled", stopped.Token));
        }

        await NextWritesAsync();

        await using (var rolledBack = Open())
        {
            await using var turn = await rolledBack.Db.Database.BeginTransactionAsync();
            await SaveAsync(rolledBack.Db, "rolled back");
            await turn.RollbackAsync();
            await NextWritesAsync();
        }

        await using (var dropped = Open())
        {
            await using (await dropped.Db.Database.BeginTransactionAsync())
            {
                await SaveAsync(dropped.Db, "dropped");
            }

            await NextWritesAsync();
            await dropped.Db.Database.BeginTransactionAsync();
            dropped.Db.ChangeTracker.Clear();
            await SaveAsync(dropped.Db, "dropped");
        }

        await NextWritesAsync();
        await using var reader = Open();
        Assert.Equal(0, await Keys(reader.Db).CountAsync(k => k.Name == "canceled" || k.Name == "rolled back" || k.Name == "dropped"));
    }

    [Fact]
    public async Task A_turn_ends_with_a_save_or_a_statement_that_fails()
    {
        await using var context = Open();
        var key = Key("twice");
        context.Db.Add(key);
        await context.Db.SaveChangesAsync();
        context.Db.ChangeTracker.Clear();
        context.Db.Add(key);
        await Assert.ThrowsAsync<DbUpdateException>(() => context.Db.SaveChangesAsync());
        await NextWritesAsync();

        await Assert.ThrowsAsync<SqliteException>(() => context.Db.Database.ExecuteSqlAsync($"DELETE FROM NoTable"));
        await NextWritesAsync();

        // A commit that fails: the foreign key is looked at only then.
        context.Db.ChangeTracker.Clear();
        await using (var turn = await context.Db.Database.BeginTransactionAsync())
        {
            await context.Db.Database.ExecuteSqlAsync($"PRAGMA defer_foreign_keys = ON");
            await context.Db.Database.ExecuteSqlAsync($"INSERT INTO RecoveryCodes (UserId, Hash) VALUES ('nobody', x'00')");
            await Assert.ThrowsAsync<SqliteException>(() => turn.CommitAsync());
        }

        await NextWritesAsync();
    }

    [Fact]
    public async Task Within_a_transaction_nothing_waits_for_itself_and_readers_wait_for_nobody()
    {
        await using var writer = Open();
        await using var reader = Open();
        await using var turn = await writer.Db.Database.BeginTransactionAsync();
        await SaveAsync(writer.Db, "inside");
        Assert.Equal(1, await Keys(writer.Db).Where(k => k.Name == "inside").ExecuteUpdateAsync(set => set.SetProperty(k => k.Xml, "<updated/>")));
        Assert.Equal(0, await Keys(reader.Db).CountAsync(k => k.Name == "inside"));

        await turn.CommitAsync();

        Assert.Equal("<updated/>", (await Keys(reader.Db).SingleAsync(k => k.Name == "inside")).Xml);
    }

    [Fact]
    public async Task Who_waits_for_itself_gets_an_error_instead_of_a_portal_that_hangs()
    {
        using var folder = new TemporaryFolder();
        await using var impatient = new PortalFactory(new()
        {
            Database = TestDatabase.Sqlite,
            Settings = new Dictionary<string, string?> { ["ConnectionStrings:Portal"] = $"Data Source={folder.Combine("portal.db")};Default Timeout=1" },
        });
        await using var scope = impatient.Services.CreateAsyncScope();
        await using var other = impatient.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>().Open();
        await using (await db.Database.BeginTransactionAsync())
        {
            var failure = await Assert.ThrowsAnyAsync<Exception>(() => SaveAsync(other.ServiceProvider.GetRequiredService<PortalDb>().Open(), "self"));
            Assert.Contains("no turn to write came in time", failure.ToString(), StringComparison.Ordinal);
        }

        await SaveAsync(db, "afterwards");
    }

    private async Task NextWritesAsync()
    {
        await using var next = Open();
        await SaveAsync(next.Db, "next");
        await Keys(next.Db).Where(k => k.Name == "next").ExecuteDeleteAsync();
    }

    private static async Task SaveAsync(PortalDbContext db, string name, CancellationToken cancel = default)
    {
        db.Add(Key(name));
        await db.SaveChangesAsync(cancel);
    }

    private static ProtectionKey Key(string name) => ProtectionKey.Of(name, "<test/>", DateTimeOffset.UnixEpoch);

    private static IQueryable<ProtectionKey> Keys(PortalDbContext db) => db.ProtectionKeys.Where(k => !k.Name.StartsWith("key-"));

    private OpenContext Open() => new(portal.Services.CreateAsyncScope());

    /// <summary>A unit of work of its own.</summary>
    private sealed class OpenContext(AsyncServiceScope scope) : IAsyncDisposable
    {
        public PortalDbContext Db { get; } = scope.ServiceProvider.GetRequiredService<PortalDb>().Open();

        public ValueTask DisposeAsync() => scope.DisposeAsync();
    }

    /// <summary>A portal on a file whose workers have nothing to do.</summary>
    public sealed class OnSqlite() : PortalFactory(new() { Database = TestDatabase.Sqlite });
}
