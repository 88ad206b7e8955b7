using IndirectProvider.Chaos;
using IndirectProvider.Chaos.Scenarios;
using IndirectProvider.Chaos.Servers;
using IndirectProvider.Testing;
using IndirectProvider.Testing.Databases;

namespace IndirectProvider.IntegrationTests.Chaos;

/// <summary>The chaos program, briefly. Its long runs are made by hand (docs/reliability.md).</summary>
[Collection(Alone)]
[Trait("Database", "Own")]
public sealed class ChaosTests : IDisposable
{
    internal const string Alone = "Chaos";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(TestDatabase.Sqlite, 1)]
    [InlineData(TestDatabase.PostgreSql, 2)]
    public async Task After_kills_everything_is_there_once(string database, int nodes) =>
        AssertNothingWrong(await Kills.RunAsync(await ChaosDatabase.NewAsync(database, folder.FullName, rowSecurity: true), new NodePlan(nodes), kills: 6, seed: nodes, folder.FullName));

    [Fact]
    public async Task After_the_database_server_was_away_everything_is_there_once() =>
        AssertNothingWrong(await Outages.OfPostgreSqlAsync(new NodePlan(2), rounds: 1, seed: 3, folder.FullName));

    [Fact]
    public async Task Whatever_the_vendor_answers_it_makes_nothing_twice() =>
        AssertNothingWrong(await Vendor.RunAsync(await ChaosDatabase.NewAsync(TestDatabase.PostgreSql, folder.FullName), new NodePlan(2), kills: 4, failRate: 0.2, seed: 5, folder.FullName));

    [Theory]
    [InlineData(TestDatabase.Sqlite, 1)]
    [InlineData(TestDatabase.PostgreSql, 2)]
    public async Task Of_64_who_save_at_the_same_time_nobody_is_refused(string database, int nodes) =>
        AssertNothingWrong(await Writers.RunAsync(await ChaosDatabase.NewAsync(database, folder.FullName), new NodePlan(nodes), writers: 64, seconds: 5, folder.FullName));

    [Theory]
    [InlineData(TestDatabase.Sqlite, 1)]
    [InlineData(TestDatabase.PostgreSql, 2)]
    public async Task A_backup_taken_while_people_work_is_whole(string database, int nodes) =>
        AssertNothingWrong(await Restore.RunAsync(await ChaosDatabase.NewAsync(database, folder.FullName), new NodePlan(nodes), rounds: 1, seed: 4, folder.FullName));

    private static void AssertNothingWrong(Findings findings) => Assert.True(findings.Wrong.Count == 0, string.Join('\n', findings.Wrong));
}

/// <summary>Whole servers are at work here, so nothing else is meanwhile.</summary>
[CollectionDefinition(ChaosTests.Alone, DisableParallelization = true)]
public sealed class AloneCollection;
