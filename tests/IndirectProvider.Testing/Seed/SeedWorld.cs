using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using IndirectProvider.Accounts;
using IndirectProvider.Catalog;
using IndirectProvider.Organisations;
using IndirectProvider.Partnerships;
using IndirectProvider.Staff;
using IndirectProvider.Tenancy;

namespace IndirectProvider.Testing.Seed;

/// <summary>A provider with what its customers' rows name.</summary>
internal sealed record SeedProvider(Guid Id, string Name, string SupportEmail, IReadOnlyList<Country> Countries, IReadOnlyList<Actor> Staff)
{
    /// <summary>Its partners, those with most customers first.</summary>
    public List<SeedPartner> Partners { get; } = [];

    /// <summary>Its tags.</summary>
    public List<Guid> Tags { get; } = [];
}

/// <summary>A reseller.</summary>
internal sealed record SeedReseller(Guid Id, string Name, string Email, Actor Admin);

/// <summary>A partnership.</summary>
internal sealed record SeedPartner(SeedReseller Reseller, DateTimeOffset? EndedAt);

/// <summary>Providers, resellers and their people: few enough to be kept in memory.</summary>
internal sealed class SeedWorld
{
    private static readonly string[] Markets = ["DE", "DE", "FR", "AT", "NL", "SE", "GR", "BG", "PL", "US", "US", "GB", "JP", "KR", "TH", "AE", "CA", "BR"];
    private static readonly string[] TagNames = ["Key account", "Schule", "Public sector", "Renewal at risk", "Migration 2026", "VIP", "Süd", "Nord", "Trial", "Do not call"];

    private readonly SeedOptions options;
    private readonly Dice dice;
    private readonly List<(List<object> Rows, Dictionary<Guid, Guid> Ids)> groups = [];

    /// <summary>Makes them.</summary>
    /// <param name="options">How many.</param>
    /// <param name="offers">The catalogue.</param>
    public SeedWorld(SeedOptions options, IReadOnlyList<Offer> offers)
    {
        this.options = options;
        Offers = offers.ToDictionary(o => o.Id);
        dice = Dice.For(options.Seed, "world", 0);
        PasswordHash = HashOf(SeedOptions.Password);
        for (var n = 0; n < options.Providers; n++)
        {
            Providers.Add(Provider(n));
        }

        for (var n = 0; n < options.Resellers; n++)
        {
            Resellers.Add(Reseller(n));
        }

        Accounts = new(Email("admin", "provider", 0), Email("admin", "reseller", 0), Email("admin", "reseller", 20), "", Email("limited", "provider", 0));
    }

    /// <summary>The catalogue by id.</summary>
    public IReadOnlyDictionary<string, Offer> Offers { get; }

    /// <summary>The first has half of everything.</summary>
    public List<SeedProvider> Providers { get; } = [];

    /// <summary>The first has most customers.</summary>
    public List<SeedReseller> Resellers { get; } = [];

    /// <summary>The same for everybody: it is as dear to make as a person's.</summary>
    public string PasswordHash { get; }

    /// <summary>Who can sign in.</summary>
    public SeedAccounts Accounts { get; }

    /// <summary>Their rows.</summary>
    public async Task AddAsync(BulkWriter writer)
    {
        foreach (var (rows, ids) in groups)
        {
            await writer.AddAsync(rows, dice, ids);
        }
    }

    /// <summary>Lets a person sign in with the common password.</summary>
    public PortalUser SignedUp(PortalUser user, Dice own)
    {
        user.ChoosePassword(PasswordHash);
        user.ConfirmEmail();
        user.SecurityStamp = own.Secret();
        user.ConcurrencyStamp = own.Id(user.CreatedAt).ToString();
        return user;
    }

    private static string Email(string who, string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{who}@{kind}{number}.example");

    private DateTimeOffset Before => options.Now - SeedOptions.History;

    private SeedProvider Provider(int number)
    {
        var own = Dice.For(options.Seed, "provider", number);
        var made = own.Between(Before - TimeSpan.FromDays(400), Before - TimeSpan.FromDays(380));
        var market = Countries.Find(number == 0 ? "DE" : Markets[number % Markets.Length])!;
        var name = string.Create(CultureInfo.InvariantCulture, $"{SeedNames.Word(own)} Distribution {number}");
        var row = Organisations.Provider.Create(
            new($"{name} GmbH", name, market.Code, $"https://provider{number}.example", Email("support", "provider", number), SeedPlaces.Phone(market)), made);
        row.ChangeProfile(PublicProfile.Of(row) with { IsListed = number % 3 != 2, About = "Everything from one hand." });
        Dictionary<Guid, Guid> ids = new() { [row.Id] = own.IdLike(row.Id) };
        List<object> rows = [row];
        List<Actor> staff = [];
        List<Tag> tags = [.. TagNames.Select(tag => Tag.Create(row.Id, tag, made))];
        tags.ForEach(tag => ids[tag.Id] = own.IdLike(tag.Id));
        rows.AddRange(tags);
        foreach (var (who, roles) in People(number == 0 ? 40 : 6))
        {
            var (first, last) = SeedNames.Person(own);
            var user = SignedUp(PortalUser.OfProvider(row.Id, new(first, last), Email(who, "provider", number), number % 2 == 0 ? "en" : "de", roles, made), own);
            user.Limit(who == "limited");
            ids[user.Id] = own.IdLike(user.Id);
            rows.Add(user);
            if (user.IsLimited)
            {
                rows.Add(MemberTag.Of(tags[0], user.Id));
                rows.Add(MemberTag.Of(tags[4], user.Id));
            }
            else
            {
                staff.Add(new(ids[user.Id], user.FullName, name, "203.0.113.7", null) { OrganisationId = ids[row.Id] });
            }
        }

        groups.Add((rows, ids));
        IReadOnlyList<Country> region = [.. Countries.InRegion(market.Region).SelectMany(c => Enumerable.Repeat(c, c == market ? 20 : 1))];
        var provider = new SeedProvider(ids[row.Id], name, row.SupportEmail, region, staff);
        provider.Tags.AddRange(tags.Select(tag => ids[tag.Id]));
        return provider;
    }

    private SeedReseller Reseller(int number)
    {
        var own = Dice.For(options.Seed, "reseller", number);
        var provider = number == 0 || own.Is(0.5) ? 0 : 1 + own.Next(Providers.Count - 1);
        var country = own.Of(Providers[provider].Countries);
        var made = own.Between(Before - TimeSpan.FromDays(365), Before);
        var (first, last) = SeedNames.Person(own);
        var contact = Email("admin", "reseller", number);
        var row = Organisations.Reseller.Register(
            new(SeedNames.Company(own, country.Code), (1_000_000 + number).ToString(CultureInfo.InvariantCulture), SeedPlaces.Address(own, country), $"{first} {last}",
                contact, Email("support", "reseller", number), SeedPlaces.Phone(country), PortalLanguages.Nearest(country.Languages[0])),
            made);
        row.AcceptAgreement($"{first} {last}", made);
        Dictionary<Guid, Guid> ids = new() { [row.Id] = own.IdLike(row.Id) };
        List<object> rows = [row, .. ResellerWord.Of(row)];
        Actor? admin = null;
        foreach (var (who, roles) in People(number < 10 ? 12 : 1 + own.Next(3)))
        {
            if (who == "limited")
            {
                continue;
            }

            var (f, l) = who == "admin" ? (first, last) : SeedNames.Person(own);
            var user = SignedUp(PortalUser.OfReseller(row.Id, new(f, l), Email(who, "reseller", number), row.Culture, roles, made), own);
            ids[user.Id] = own.IdLike(user.Id);
            rows.Add(user);
            admin ??= new(ids[user.Id], user.FullName, row.LegalName, "198.51.100.4", null) { OrganisationId = ids[row.Id] };
        }

        var reseller = new SeedReseller(ids[row.Id], row.LegalName, contact, admin!);
        Partner(provider);
        for (var more = own.Is(0.15) ? 1 + own.Next(3) : 0; more > 0; more--)
        {
            var other = own.Next(Providers.Count);
            if (other != provider && Providers[other].Countries[0].Region == Providers[provider].Countries[0].Region && !Providers[other].Partners.Exists(p => p.Reseller == reseller))
            {
                Partner(other);
            }
        }

        groups.Add((rows, ids));
        return reseller;

        void Partner(int with)
        {
            var partnership = Partnership.Start(Providers[with].Id, row.Id, made);
            DateTimeOffset? ended = number > 20 && own.Is(0.05) ? own.Between(Before, options.Now) : null;
            if (ended is { } at)
            {
                partnership.End(at);
            }

            rows.Add(partnership);
            Providers[with].Partners.Add(new(reseller, ended));
        }
    }

    private static IEnumerable<(string Who, MemberRole Roles)> People(int count)
    {
        yield return ("admin", MemberRole.GlobalAdmin);
        yield return ("limited", MemberRole.AdminAgent);
        for (var n = 1; n < count; n++)
        {
            yield return (
                string.Create(CultureInfo.InvariantCulture, $"staff{n}"),
                (n % 5) switch { 0 => MemberRole.HelpdeskAgent, 1 => MemberRole.AdminAgent, 2 => MemberRole.SalesAgent, 3 => MemberRole.BillingAdmin, _ => MemberRole.AdminAgent | MemberRole.SalesAgent });
        }
    }

    /// <summary>Identity's third form with a salt that is always the same, which is fit for made-up people only.</summary>
    private static string HashOf(string password)
    {
        const int Prefix = 13;
        var salt = SHA256.HashData("seed"u8)[..16];
        var hash = new byte[Prefix + 16 + 32];
        hash[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(1), 2);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(5), PasswordRules.HashRounds);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(9), 16);
        salt.CopyTo(hash, Prefix);
        Rfc2898DeriveBytes.Pbkdf2(password, salt, PasswordRules.HashRounds, HashAlgorithmName.SHA512, 32).CopyTo(hash, Prefix + 16);
        return Convert.ToBase64String(hash);
    }
}
