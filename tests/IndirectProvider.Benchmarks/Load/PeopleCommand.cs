using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.Benchmarks.Load;

/// <summary>Many signed-in people of providers and resellers who each click every ten seconds: errors, times, and the portal's memory.</summary>
internal static class PeopleCommand
{
    /// <summary>What it is called with.</summary>
    public const string Usage =
        "--database Sqlite|PostgreSql --connection \"...\" --portal published-folder [--people 1000] [--seconds 60]";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly string[] Pages = ["/", "/customers", "/customers?q=ser", "/customers?sort=name", "/subscriptions", "/activity", "/search?q=tech", "/support-contact"];

    /// <summary>Lets them click.</summary>
    public static async Task RunAsync(Options options)
    {
        var database = new LoadDatabase(options.Text("database"), options.Text("connection"));
        var (portal, count, time) = (options.Text("portal"), options.Number("people", 1000), TimeSpan.FromSeconds(options.Number("seconds", 60)));
        options.End();
        var names = await NamesAsync(database, count);
        using var folder = new TemporaryFolder();
        await using var server = await Comparison.StartPortalAsync(database, portal, Directory.CreateDirectory(folder.Combine("mail")).FullName);
        await Task.Delay(TimeSpan.FromSeconds(10));
        Console.WriteLine($"idle: {Memory(server.Id)} MB");
        var people = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (name, _) =>
        {
            using var browser = Comparison.NewBrowser(server.Address);
            var form = (await browser.OpenAsync("/sign-in")).Form("Sign in").Fill("E-mail or user name", name).Fill("Password", GivenPortal.Password);
            (await form.SubmitAsync("Sign in")).Expect(HttpStatusCode.Found);
            people.Add(browser.Cookies.GetCookieHeader(browser.Address));
        });
        Console.WriteLine($"{people.Count} people are signed in: {Memory(server.Id)} MB");
        using var drive = new Drive(server.Address);
        var (times, failed, watch) = (new ConcurrentBag<double>(), 0, Stopwatch.StartNew());
        await Task.WhenAll(people.Select((cookie, person) => Task.Run(async () =>
        {
            var random = new Random(person);
            await Task.Delay(random.Next((int)Pause.TotalMilliseconds));
            while (watch.Elapsed < time)
            {
                var began = Stopwatch.GetTimestamp();
                var (status, _) = await drive.SendAsync(new Shot(HttpMethod.Get, Pages[random.Next(Pages.Length)], cookie, null), CancellationToken.None);
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);

                // What a role may not open is not an error of the portal.
                if ((int)status is >= 500 or 429)
                {
                    Interlocked.Increment(ref failed);
                }

                await Task.Delay(Pause);
            }
        })));
        var figures = Figures.Of([.. times], failed, watch.Elapsed.TotalSeconds, 0);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{figures.Requests} clicks, {figures.Rate:0} a second, {figures.Failed} errors, p50 {figures.Median:0.0} ms, p99 {figures.P99:0.0} ms; {Memory(server.Id)} MB"));
    }

    private static async Task<List<string>> NamesAsync(LoadDatabase database, int count)
    {
        await using var portal = new RecordedPortal(database);
        await using var scope = portal.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDb>().Open();
        return await db.Users
            .Where(u => (u.Organisation == OrganisationKind.Provider || u.Organisation == OrganisationKind.Reseller)
                && (u.Roles & MemberRole.GlobalAdmin) != 0 && u.DisabledAt == null && u.DeletedAt == null && u.EmailConfirmed)
            .OrderBy(u => u.Id).Take(count).Select(u => u.UserName!).ToListAsync();
    }

    /// <summary>Resident memory of a process.</summary>
    private static long Memory(int id)
    {
        using var process = Process.GetProcessById(id);
        return process.WorkingSet64 / 1_000_000;
    }
}
