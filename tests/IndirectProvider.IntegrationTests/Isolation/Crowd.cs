using System.Net;
using System.Text.RegularExpressions;
using IndirectProvider.Accounts;
using IndirectProvider.Testing.Databases;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Isolation;

/// <summary>One kind of person in front of the portal.</summary>
/// <param name="Name">How the table's columns name the kind.</param>
/// <param name="Cookies">What the person's browser sends.</param>
/// <param name="Token">The person's own valid antiforgery token.</param>
/// <param name="MayKnow">The subjects of the attacked world's facts that this kind may read somewhere.</param>
public sealed record Kind(string Name, string Cookies, string Token, IReadOnlySet<string> MayKnow)
{
    /// <summary>Whether the person works for the attacked customer itself, whose name then stands on every page.</summary>
    public bool IsOfCustomer => Name == "stale.C" || Name.StartsWith("customer.", StringComparison.Ordinal);
}

/// <summary>Two alike providers' worlds in one portal, and everybody who might try to see something of the first.</summary>
public sealed class Crowd : IAsyncLifetime
{
    /// <summary>The tests that share one.</summary>
    public const string Collection = "Crowd";

    private const string RoleLetters = "GUASHBM";

    private static readonly MemberRole[] Roles =
        [MemberRole.GlobalAdmin, MemberRole.UserAdmin, MemberRole.AdminAgent, MemberRole.SalesAgent, MemberRole.HelpdeskAgent, MemberRole.BillingAdmin, MemberRole.Member];

    private const MemberRole Limitable = MemberRole.AdminAgent | MemberRole.SalesAgent | MemberRole.HelpdeskAgent | MemberRole.BillingAdmin;

    private readonly List<Kind> _kinds = [];

    /// <summary>The portal all live in.</summary>
    public PortalFactory Portal { get; } = new(new()
    {
        Database = TestDatabase.Sqlite,
        Settings = new Dictionary<string, string?>
        {
            ["Limits:RequestsPerMinute"] = "0",
            ["Limits:LinksPerMinute"] = "0",
            ["Limits:LookupsPerMinute"] = "0",

            // Nobody answers there, so whoever may go to Microsoft is told so.
            ["Entra:Instance"] = "http://localhost:9",
            ["Entra:ClientId"] = "nobody",
            ["Entra:ClientSecret"] = "nothing",
            ["Logging:LogLevel:Default"] = "Warning",
        },
    });

    /// <summary>Makes organisations and people.</summary>
    public GivenPortal Given { get; private set; } = null!;

    /// <summary>The world that is attacked.</summary>
    public World A { get; private set; } = null!;

    /// <summary>Its counterpart.</summary>
    public World B { get; private set; } = null!;

    /// <summary>Another customer of the attacked provider.</summary>
    public GivenCustomer Neighbour { get; private set; } = null!;

    /// <summary>Everybody.</summary>
    public IReadOnlyList<Kind> Kinds => _kinds;

    /// <summary>The database when everybody had signed in.</summary>
    public DatabaseSnapshot Before { get; private set; } = null!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        Given = new GivenPortal(Portal);
        A = await World.MakeAsync(Given, "Victim");
        B = await World.MakeAsync(Given, "Attacker");
        Neighbour = await Given.CustomerAsync(A.Provider, "Neighbour");
        await Given.SubscriptionAsync(A.Provider, Neighbour);
        string[] everything = [.. A.Facts.Keys];
        string[] managed = ["provider", "staff", "customer", "domain", "users", "passwords", "manages"];
        string[] ofCustomer = ["provider", "staff", "customer", "domain", "users", "manages", "credited", "supports"];
        string[] ofOperators = ["provider", "staff", "back office"];

        // Those that signed in long ago come first: everybody else's proof is younger.
        await AddAsync("stale.P", await Given.StaffAsync(A.Provider, MemberRole.GlobalAdmin), everything);
        await AddAsync("stale.R", await Given.StaffAsync(A.Reseller, MemberRole.GlobalAdmin), managed);
        await AddAsync("stale.C", await Given.UserAsync(A.Customer, MemberRole.GlobalAdmin), ofCustomer);
        await AddAsync("stale.O", await Given.OperatorAsync(), ofOperators);
        Portal.Clock.Advance(TimeSpan.FromMinutes(11));
        var later = Given.Now;
        await AddAsync("operator.O", await Given.OperatorAsync(), ofOperators);
        foreach (var (letter, role) in RoleLetters.Zip(Roles))
        {
            await AddAsync($"A.{letter}", letter == 'G' ? A.Provider.Admin : await Given.StaffAsync(A.Provider, role), letter switch
            {
                'U' => ["provider", "staff", "tags"],
                'M' => ["provider"],
                _ => everything,
            });
            await AddAsync($"B.{letter}", letter == 'G' ? B.Provider.Admin : await Given.StaffAsync(B.Provider, role));
            await AddAsync($"manages.{letter}", await Given.StaffAsync(A.Reseller, role), letter is 'U' or 'M' ? ["provider", "manages"] : managed);
        }

        await AddAsync("limited.I", await Given.LimitedStaffAsync(A.Provider, Limitable, new GivenTag(A.Ids["tag"], A.Tag)), everything);
        await AddAsync(
            "limited.O",
            await Given.LimitedStaffAsync(A.Provider, Limitable, await Given.TagAsync(A.Provider, "Neighbours", Neighbour)),
            "provider", "staff", "invitations", "manages", "credited", "supports", "partner");
        await AddAsync("other.C", A.Others.Credited.Admin, "provider", "staff", "customer", "credited");
        await AddAsync("other.S", A.Others.Support.Admin, "provider", "staff", "customer", "supports");
        await AddAsync("other.F", (await FormerAsync()).Admin, "provider");
        await AddAsync("other.P", A.Others.Partner.Admin, "provider", "partner");
        await AddAsync("other.U", B.Reseller.Admin);
        foreach (var (letter, role) in RoleLetters.Zip(Roles).Where(role => "GUBM".Contains(role.First)))
        {
            await AddAsync($"customer.{letter}", await Given.UserAsync(A.Customer, role), letter == 'M' ? ["provider", "customer", "domain", "manages"] : ofCustomer);
        }

        await AddAsync("foreign.2", Neighbour.Admin, "provider", "staff");
        await AddAsync("foreign.B", await Given.UserAsync(B.Customer, MemberRole.GlobalAdmin));
        await AddTemporaryAsync(await Given.StaffAsync(A.Provider, MemberRole.GlobalAdmin), everything);
        var disabled = await Given.StaffAsync(A.Provider, MemberRole.GlobalAdmin);
        using var shutOut = await Given.SignedInAsync(disabled);
        var session = shutOut.Cookies.GetAllCookies().Single(cookie => cookie.Name == "__Host-portal");
        await Given.SaveAsync(db => db.Users.Single(u => u.Id == disabled.Id).Disable(Given.Now));
        using var nobody = Portal.NewClient();
        await AddAsync("special.N", nobody);
        _kinds.Add(_kinds[^1] with { Name = "special.D", Cookies = $"{_kinds[^1].Cookies}; {session}", MayKnow = everything.ToHashSet() });

        // However long the tests take on a busy machine, these have proved who they are just now.
        await Given.SaveAsync(db => db.Sessions.Where(s => s.StartedAt >= later).ExecuteUpdate(set => set.SetProperty(s => s.ConfirmedAt, Given.Now.AddHours(1))));
        Before = await DatabaseSnapshot.TakeAsync(Portal);
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        Before?.Dispose();
        await Portal.DisposeAsync();
    }

    /// <summary>The attacked world's facts this kind must never read.</summary>
    public IEnumerable<string> HiddenFrom(Kind kind) => A.Facts.Where(fact => !kind.MayKnow.Contains(fact.Key)).SelectMany(fact => fact.Value);

    /// <summary>The facts that stand in this text, leaving out what was asked for by name.</summary>
    public static IEnumerable<string> In(string text, IEnumerable<string> facts, string asked) =>
        facts.Where(fact => !asked.Contains(fact, StringComparison.OrdinalIgnoreCase)
            && text.Contains(fact, StringComparison.OrdinalIgnoreCase)
            && Regex.IsMatch(text, $@"(?<![0-9a-z]){Regex.Escape(fact)}(?![0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant));

    // It was the customer's, and the row that says so was left as it was; only the partnership has ended.
    private async Task<GivenReseller> FormerAsync()
    {
        var former = await Given.ResellerAsync("Former", partnerOf: A.Provider);
        await Given.SaveAsync(db =>
        {
            db.Customers.Single(c => c.Id == A.Customer.Id).Associate(former.Id, Given.Now);
            db.Partnerships.Single(p => p.ResellerId == former.Id).End(Given.Now);
        });
        return former;
    }

    private async Task AddAsync(string name, GivenMember member, params string[] mayKnow)
    {
        using var browser = await Given.SignedInAsync(member);
        await AddAsync(name, browser, mayKnow);
    }

    private async Task AddTemporaryAsync(GivenMember member, string[] mayKnow)
    {
        var password = await Given.TemporaryPasswordAsync(member, Given.Now.AddDays(1));
        using var browser = Portal.NewClient();
        var form = (await browser.OpenAsync("/sign-in")).Form("Sign in").Fill("E-mail or user name", member.UserName).Fill("Password", password);
        (await form.SubmitAsync("Sign in")).Expect(HttpStatusCode.Found);
        await AddAsync("special.T", browser, mayKnow);
    }

    private async Task AddAsync(string name, PortalClient browser, params string[] mayKnow)
    {
        var page = await browser.OpenAsync(name == "special.N" ? "/sign-in" : "/account/change-password");
        var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        _kinds.Add(new Kind(name, browser.Cookies.GetCookieHeader(browser.Address), token, mayKnow.ToHashSet()));
    }
}

/// <summary>The classes that attack the same portal, one after the other.</summary>
[CollectionDefinition(Crowd.Collection)]
public sealed class CrowdCollection : ICollectionFixture<Crowd>;
