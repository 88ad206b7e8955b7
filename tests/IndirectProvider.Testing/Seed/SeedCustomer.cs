using System.Globalization;
using IndirectProvider.Customers;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Testing.Seed;

/// <summary>
/// What the rows of other tables say of a customer. It follows from the seed and the customer's number alone, so it is
/// made again wherever it is needed and never kept.
/// </summary>
internal sealed class SeedCustomer
{
    private const double WithoutReseller = 0.12;
    private const double OfBiggestReseller = 0.1;

    private static readonly string[] Mailboxes = ["info", "office", "it", "kontakt", "admin", "einkauf"];

    /// <summary>The customer of a number.</summary>
    public SeedCustomer(SeedWorld world, SeedOptions options, int number)
    {
        var dice = Dice.For(options.Seed, "customer", number);
        Number = number;
        CreatedAt = TimeOf(options, number);
        Id = dice.Id(CreatedAt);
        FirstSubscriptionId = dice.Id(CreatedAt);
        OrderId = dice.Id(CreatedAt);
        AdministratorId = dice.Id(CreatedAt);
        Provider = number == 0 || dice.Is(0.5) ? world.Providers[0] : world.Providers[1 + dice.Next(world.Providers.Count - 1)];
        Country = dice.Of(Provider.Countries);
        Name = SeedNames.Company(dice, Country.Code);
        Prefix = SeedNames.Prefix(Name, number);
        Submitter = dice.Of(Provider.Staff);
        Reseller = Partner(dice);
        Dice = dice;
    }

    public int Number { get; }

    public DateTimeOffset CreatedAt { get; }

    public Guid Id { get; }

    public Guid FirstSubscriptionId { get; }

    public Guid OrderId { get; }

    public Guid AdministratorId { get; }

    public SeedProvider Provider { get; }

    public Country Country { get; }

    public string Name { get; }

    public string Prefix { get; }

    /// <summary>Who ordered.</summary>
    public Actor Submitter { get; }

    /// <summary>Its reseller; null for none.</summary>
    public SeedPartner? Reseller { get; }

    /// <summary>For all that follows.</summary>
    public Dice Dice { get; }

    /// <summary>The administrator's user name.</summary>
    public string Administrator => SeedOptions.Naming.Administrator(Prefix);

    /// <summary>When the customer of a number comes: more of them the nearer to now.</summary>
    public static DateTimeOffset TimeOf(SeedOptions options, int number)
    {
        const double Youngest = 0.9995;
        var share = Math.Pow((number + 1.0) / (options.Customers + 1.0), 0.7) * Youngest;
        return Dice.Whole(options.Now - SeedOptions.History + TimeSpan.FromTicks((long)(share * SeedOptions.History.Ticks)));
    }

    /// <summary>All that is typed for a new customer.</summary>
    public CustomerDetails Details()
    {
        var (first, last) = SeedNames.Person(Dice);
        var email = $"{(Dice.Is(0.5) ? Dice.Of(Mailboxes) : SeedNames.Plain(last))}@{Prefix.Replace("-", "", StringComparison.Ordinal)}.example";
        return new(
            Name,
            Prefix,
            SeedPlaces.Address(Dice, Country),
            first,
            last,
            email,
            Country.RequiresRegistrationNumber || Dice.Is(0.7) ? SeedPlaces.Phone(Country) : null,
            Country.RequiresRegistrationNumber ? (100_000_000 + Number).ToString(CultureInfo.InvariantCulture) : null,
            Country.Languages[0],
            $"{first} {last}",
            email,
            DateOnly.FromDateTime(CreatedAt.UtcDateTime.AddDays(-1)));
    }

    /// <summary>Another partner of the provider, who does not need to manage the account.</summary>
    public SeedPartner? AnotherPartner()
    {
        var other = Provider.Partners.Count > 0 ? Dice.Of(Provider.Partners) : null;
        return other is { EndedAt: null } && other != Reseller ? other : null;
    }

    /// <summary>A few partners have many customers and many have few.</summary>
    private SeedPartner? Partner(Dice dice)
    {
        if (dice.Is(WithoutReseller) || Provider.Partners.Count == 0)
        {
            return null;
        }

        var partner = dice.Is(OfBiggestReseller) ? Provider.Partners[0] : Provider.Partners[(int)(Provider.Partners.Count * Math.Pow(dice.Share(), 2.2))];
        return partner.EndedAt <= CreatedAt ? null : partner;
    }
}
