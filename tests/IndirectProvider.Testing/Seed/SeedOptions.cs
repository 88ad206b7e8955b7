using IndirectProvider.Testing.Given;

namespace IndirectProvider.Testing.Seed;

/// <summary>How much a database is filled with, and from what seed.</summary>
/// <param name="Customers">How many customers.</param>
/// <param name="Subscriptions">How many subscriptions; at least one for each customer.</param>
/// <param name="Activity">How many rows of the activity log.</param>
/// <param name="Seed">The same seed and sizes give the same rows.</param>
/// <param name="Now">The moment the rows lead up to; none is younger.</param>
public sealed record SeedOptions(int Customers, int Subscriptions, int Activity, ulong Seed, DateTimeOffset Now)
{
    /// <summary>The password of everybody.</summary>
    public const string Password = GivenPortal.Password;

    /// <summary>How long ago the first customer came.</summary>
    public static readonly TimeSpan History = TimeSpan.FromDays(730);

    /// <summary>Under which the customers' tenants get their names; the portal's own default.</summary>
    public static readonly TenantNaming Naming = new("tenants.example");

    /// <summary>Indirect providers; the first has half of everything.</summary>
    public int Providers { get; } = 50;

    /// <summary>Indirect resellers.</summary>
    public int Resellers { get; } = Math.Max(100, Customers / 50);

    /// <summary>In the usual proportions, up to last midnight.</summary>
    public static SeedOptions Of(int customers, ulong seed = 1, DateTimeOffset? now = null) =>
        new(customers, 5 * customers, 5 * customers, seed, now ?? new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero));
}

/// <summary>Who can sign in, with <see cref="SeedOptions.Password"/>.</summary>
/// <param name="BigProvider">Global admin of the provider that has half of everything.</param>
/// <param name="BigReseller">Global admin of the reseller with most customers.</param>
/// <param name="MidReseller">Global admin of a reseller in the middle.</param>
/// <param name="Customer">Administrator of a customer of the big provider.</param>
/// <param name="LimitedStaff">Somebody of the big provider's staff who works with tagged customers only.</param>
public sealed record SeedAccounts(string BigProvider, string BigReseller, string MidReseller, string Customer, string LimitedStaff);
