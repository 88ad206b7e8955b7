using System.Diagnostics;
using System.Security.Cryptography;
using IndirectProvider.IntegrationTests.Audit;
using IndirectProvider.Testing;

namespace IndirectProvider.IntegrationTests.Commands;

/// <summary>The command as an operator types it: a process of its own.</summary>
[Trait("Database", "Own")]
public sealed class VerifyLogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string NoDatabase => $"Data Source={folder.Combine("none.db")}";

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task It_says_that_all_is_well_and_prints_the_heads_to_compare_with_later()
    {
        await using var portal = new AuditedPortal();
        var rows = await portal.FillAsync();
        var (code, output, _) = await RunAsync(portal.Database.ConnectionString, "verify-log");
        Assert.Equal(0, code);
        Assert.Contains("Verified: 4 chains, 7 seals, 8 rows.", output, StringComparison.Ordinal);
        Assert.Contains("Nothing is wrong.", output, StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.Combine("heads.txt"), output);
        (code, output, _) = await RunAsync(portal.Database.ConnectionString, "verify-log", "--heads", folder.Combine("heads.txt"));
        Assert.Equal(0, code);
        Assert.Contains("Noted heads compared: 4.", output, StringComparison.Ordinal);

        await portal.TamperAsync("DELETE FROM AuditSeals WHERE Number = 2");
        await portal.TamperAsync("UPDATE AuditRecords SET Details = NULL WHERE Id = @id", ("@id", rows[0]));
        (code, output, _) = await RunAsync(portal.Database.ConnectionString, "verify-log", "--heads", folder.Combine("heads.txt"));

        Assert.Equal(1, code);
        Assert.Contains($"WRONG row {rows[0]}: changed after it was sealed (seal 1 of organisation {SealedLog.ProviderA})", output, StringComparison.Ordinal);
        Assert.Contains("WRONG seal 2 of the installation: was noted earlier and is gone", output, StringComparison.Ordinal);
        Assert.Contains("Wrong: 4.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_refuses_what_it_does_not_know_with_help()
    {
        foreach (var arguments in new[] { ["verify-log", "--fast"], ["verify-log", "--heads"], ["verifylog"], new[] { "verify-log", "--heads", "a", "b" } })
        {
            var (code, output, error) = await RunAsync(NoDatabase, arguments);

            Assert.Equal((2, ""), (code, output));
            Assert.Contains("verify-log [--heads FILE]", error, StringComparison.Ordinal);
        }

        var help = await RunAsync(NoDatabase, "--help");
        Assert.Equal(0, help.Code);
        Assert.Contains("verify-log [--heads FILE]", help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_makes_no_database_and_changes_none()
    {
        var (code, _, error) = await RunAsync(NoDatabase, "verify-log");
        Assert.Equal(2, code);
        Assert.Contains("The database is not there", error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Combine("none.db")));

        await File.WriteAllTextAsync(folder.Combine("empty.txt"), "no head here");
        Assert.Equal(2, (await RunAsync(NoDatabase, "verify-log", "--heads", folder.Combine("empty.txt"))).Code);
        Assert.Equal(2, (await RunAsync(NoDatabase, "verify-log", "--heads", folder.Combine("nowhere.txt"))).Code);

        string file;
        await using (var portal = new AuditedPortal())
        {
            await portal.FillAsync();
            await portal.TamperAsync("VACUUM INTO @copy", ("@copy", folder.Combine("copy.db")));
            file = folder.Combine("copy.db");
        }

        var before = SHA256.HashData(await File.ReadAllBytesAsync(file));
        Assert.Equal(0, (await RunAsync($"Data Source={file}", "verify-log")).Code);
        Assert.Equal(0, (await RunInAsync("Development", $"Data Source={file}", "verify-log")).Code);
        Assert.Equal(before, SHA256.HashData(await File.ReadAllBytesAsync(file)));
    }

    private static Task<(int Code, string Output, string Error)> RunAsync(string database, params string[] arguments) =>
        RunInAsync("Production", database, arguments);

    private static async Task<(int Code, string Output, string Error)> RunInAsync(string environment, string database, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = environment,
                ["Portal__PublicUrl"] = "https://portal.test",
                ["ConnectionStrings__Portal"] = database,
            },
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
