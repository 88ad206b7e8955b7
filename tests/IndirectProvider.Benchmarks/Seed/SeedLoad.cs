using IndirectProvider.Testing.Seed;

namespace IndirectProvider.Benchmarks.Seed;

/// <summary>Fills a database for measurements.</summary>
internal static class SeedLoad
{
    /// <summary>What it is called with.</summary>
    public const string Usage =
        "--database Sqlite|PostgreSql|SqlServer --connection \"...\" [--customers 1000000] [--subscriptions 5000000] [--activity 5000000] [--seed 1] [--now 2026-01-01]";

    /// <summary>Fills it and prints who can sign in.</summary>
    public static async Task RunAsync(Options options)
    {
        var (database, connection) = (options.Text("database"), options.Text("connection"));
        var sizes = SeedOptions.Of(options.Number("customers", 1_000_000), (ulong)options.Number("seed", 1), options.Time("now"));
        sizes = sizes with { Subscriptions = options.Number("subscriptions", sizes.Subscriptions), Activity = options.Number("activity", sizes.Activity) };
        options.End();
        var accounts = await FillDatabase.RunAsync(database, connection, sizes, Console.WriteLine);
        Console.WriteLine($"Sign in with the password {SeedOptions.Password}:");
        Console.WriteLine($"  big provider      {accounts.BigProvider}");
        Console.WriteLine($"  its limited staff {accounts.LimitedStaff}");
        Console.WriteLine($"  biggest reseller  {accounts.BigReseller}");
        Console.WriteLine($"  mid reseller      {accounts.MidReseller}");
        Console.WriteLine($"  a customer        {accounts.Customer}");
    }
}
