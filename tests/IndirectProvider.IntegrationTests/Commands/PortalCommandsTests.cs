using IndirectProvider.Testing;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Commands;

/// <summary>The commands as an operator types them: processes of their own, beside a portal or without one.</summary>
[Trait("Database", "Own")]
public sealed class PortalCommandsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private Dictionary<string, string?> Settings => OnFile("portal.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_help_lists_all_and_arguments_that_do_not_fit_get_it()
    {
        var help = await PortalProcess.RunAsync(Settings, "help");
        Assert.Equal(0, help.Code);
        foreach (var command in new[] { "migrate", "backup FILE", "verify-log [--heads FILE]", "create-operator EMAIL" })
        {
            Assert.Contains($"  {command}", help.Output, StringComparison.Ordinal);
        }

        foreach (var arguments in new string[][] { ["migrate", "now"], ["backup"], ["backup", "a", "b"], ["create-operator"] })
        {
            var run = await PortalProcess.RunAsync(Settings, arguments);
            Assert.Equal((2, ""), (run.Code, run.Output));
            Assert.Contains("backup FILE", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Migrate_makes_the_tables_and_a_second_time_there_is_nothing_to_do()
    {
        var first = await PortalProcess.RunAsync(Settings, "migrate");
        Assert.Equal(0, first.Code);
        Assert.Contains("_Initial.", first.Output, StringComparison.Ordinal);
        Assert.EndsWith("The database is up to date.", first.Output, StringComparison.Ordinal);

        var second = await PortalProcess.RunAsync(Settings, "migrate");
        Assert.Equal((0, "The database is up to date."), (second.Code, second.Output));
    }

    [Fact]
    public async Task A_backup_taken_while_people_save_is_whole_and_a_portal_starts_on_it()
    {
        var (file, saved) = (folder.Combine("backup.db"), 0);
        await using (var portal = new PortalFactory(new() { Database = TestDatabase.Sqlite, Settings = Settings }))
        {
            var given = new GivenPortal(portal);
            await given.ProviderAsync();
            using var enough = new CancellationTokenSource();
            var load = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                while (!enough.IsCancellationRequested)
                {
                    await given.ProviderAsync();
                    Interlocked.Increment(ref saved);
                }
            })));

            var run = await PortalProcess.RunAsync(Settings, "backup", file);
            await enough.CancelAsync();
            await load;

            Assert.Equal((0, ""), (run.Code, run.Error));
            Assert.Matches($@"backup\.db: {new FileInfo(file).Length} bytes in \d+\.\d s, checked\.", run.Output);
            Assert.Empty(portal.Log.Errors);
        }

        Assert.False(File.Exists($"{file}.unfinished"));
        Assert.False(File.Exists($"{file}-wal"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        Assert.Equal(2, (await PortalProcess.RunAsync(Settings, "backup", file)).Code);
        Assert.Equal(0, (await PortalProcess.RunAsync(OnFile("backup.db"), "verify-log")).Code);
        await using var restored = new PortalFactory(new() { Database = TestDatabase.Sqlite, Settings = OnFile("backup.db") });
        var providers = await new GivenPortal(restored).ReadAsync(db => db.Providers.CountAsync());
        Assert.InRange(providers, 1, saved + 1);
        Assert.Equal(0, await new GivenPortal(restored).ReadAsync(db => db.Providers.CountAsync(p => p.DisplayName == "")));
    }

    [Fact]
    public async Task A_backup_that_can_not_be_made_leaves_nothing_behind()
    {
        var none = await PortalProcess.RunAsync(Settings, "backup", folder.Combine("backup.db"));
        Assert.Equal(2, none.Code);
        Assert.Contains("There is no database", none.Error, StringComparison.Ordinal);

        var nowhere = await PortalProcess.RunAsync(Settings, "migrate");
        Assert.Equal(0, nowhere.Code);
        nowhere = await PortalProcess.RunAsync(Settings, "backup", folder.Combine("none/backup.db"));
        Assert.Equal(2, nowhere.Code);
        Assert.Contains("There is no folder", nowhere.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(folder.FullName, "backup*"));

        using var server = TestDatabase.New(folder, TestDatabase.PostgreSql);
        var other = await PortalProcess.RunAsync(server.Settings, "backup", folder.Combine("backup.db"));
        Assert.Equal(2, other.Code);
        Assert.Contains("pg_dump", other.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task An_operator_is_made_beside_the_running_portal(string kind)
    {
        await using var portal = new PortalFactory(new() { Database = kind });
        var given = new GivenPortal(portal);
        await given.OperatorAsync();
        var provider = await given.ProviderAsync();
        var settings = new Dictionary<string, string?>(portal.Database.Settings) { ["Portal:PublicUrl"] = portal.Address.ToString() };

        var run = await PortalProcess.RunAsync(settings, "create-operator", "second@portal.example");
        Assert.Equal((0, ""), (run.Code, run.Error));
        using var client = portal.NewClient();
        var choose = await client.OpenAsync(new Uri(run.Output.Split('\n')[^1]).PathAndQuery);
        var home = await choose.Form("Set password").Fill("New password", "another quiet lantern").Fill("Repeat new password", "another quiet lantern").SubmitAsync("Set password");
        await (await home.FollowToAsync("/")).FollowToAsync("/operator/providers");

        var again = await PortalProcess.RunAsync(settings, "create-operator", "Second@portal.example");
        Assert.Equal(0, again.Code);
        Assert.Contains("is an operator already", again.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("/set-password/", again.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await PortalProcess.RunAsync(settings, "create-operator", provider.Admin.UserName)).Code);
        Assert.Equal(2, (await PortalProcess.RunAsync(settings, "create-operator", "nobody")).Code);
        Assert.Equal(1, await given.ReadAsync(db => db.AuditRecords.CountAsync(r => r.Action == "OperatorCreated" && r.ForOperators)));
    }

    private Dictionary<string, string?> OnFile(string name) => new()
    {
        ["ConnectionStrings:Portal"] = $"Data Source={folder.Combine(name)}",
        ["Mail:Pickup:Folder"] = folder.Combine("mail"),
    };
}
