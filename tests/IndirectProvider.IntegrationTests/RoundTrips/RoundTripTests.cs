using System.Globalization;
using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Testing;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Stories;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.RoundTrips;

/// <summary>
/// How often each page and each step of an order goes to the database: no more often than <c>round-trips.txt</c> allows, and as often
/// for forty rows as for ten.
/// </summary>
public sealed class RoundTripTests(CountingPortal portal) : IClassFixture<CountingPortal>
{
    private static readonly (string Name, string Id)[] Products =
        [("Altostrata Office Standard", "ALT-OFF-STD"), ("Altostrata Office Premium", "ALT-OFF-PRE"), ("Altostrata Diagrams", "ALT-DIA-STD"), ("Altostrata Mail Standard", "ALT-MAL-STD")];

    private static readonly string TableFile = RepositoryFolder.Path("tests", "IndirectProvider.IntegrationTests", "RoundTrips", "round-trips.txt");

    [Fact]
    public async Task No_page_asks_more_often_than_it_may_nor_for_more_rows_more_often()
    {
        var few = await MeasureAsync(rows: 10);
        var many = await MeasureAsync(rows: 40);

        Holds(few.Where(f => many[f.Key].Took != f.Value.Took).Select(f => $"{f.Key} takes {f.Value.Took} for 10 rows and {many[f.Key].Took} for 40:\n{Repeated(many[f.Key].Texts)}"));
        HoldsTable("page", many.ToDictionary(m => m.Key, m => m.Value.Took));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task No_step_of_an_order_asks_more_often_than_it_may_however_many_products(int products)
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        portal.Taken.Clear();

        var subscriptions = await (await staff.BeginNewCustomerAsync(reseller.Id)).ToSubscriptionsAsync(NewCustomerStory.FreePrefix());
        var form = subscriptions.Form("Next: Review");
        foreach (var (name, id) in Products.Take(products))
        {
            form = form.Pick(name, id, "10");
        }

        var review = await (await form.SubmitAsync("Next: Review")).FollowToAsync(subscriptions.StepPath("review"));
        var answer = await review.Form("Submit").Tick("We act as indirect partner for this customer: the indirect reseller named above owns the customer relationship.").SubmitAsync("Submit");
        (await answer.FollowAsync()).ExpectText("The order is complete");

        HoldsTable("order", portal.Taken.GroupBy(t => t.Endpoint).ToDictionary(g => $"provider {g.Key}", g => g.MaxBy(t => t.Took.Commands).Took));
    }

    private async Task<Dictionary<string, (RoundTrip Took, IReadOnlyList<string> Texts)>> MeasureAsync(int rows)
    {
        var (given, provider) = (portal.Given, await portal.Given.ProviderAsync());
        var first = await given.ResellerAsync(partnerOf: provider);
        var customers = new List<GivenCustomer>();
        for (var i = 0; i < rows; i++)
        {
            var reseller = await given.ResellerAsync(partnerOf: provider);
            customers.Add(await given.CustomerAsync(provider, reseller: first));
            await given.SubscriptionAsync(provider, customers[^1], reseller: i % 2 == 0 ? reseller : first, supportContact: first);
            await given.SubscriptionAsync(provider, customers[0], reseller: reseller);
            await given.UserAsync(customers[0]);
            await given.StaffAsync(provider, MemberRole.SalesAgent);
            await given.StaffAsync(first, MemberRole.SalesAgent);
        }

        await given.TagAsync(provider, "Tag", [.. customers]);
        await given.TagAsync(provider, "Other", [.. customers]);
        var taken = new Dictionary<string, (RoundTrip, IReadOnlyList<string>)>();
        var order = await given.ReadAsync(db => db.Orders.Where(o => o.CustomerId == customers[0].Id).Select(o => o.Id).FirstAsync());
        var subscription = await given.ReadAsync(db => db.Subscriptions.Where(s => s.CustomerId == customers[0].Id).Select(s => s.Id).FirstAsync());
        var customer = $"/customers/{customers[0].Id}";
        await LookAsync("provider", provider.Admin,
            "/", "/indirect-resellers", $"/indirect-resellers/{first.Id}", "/indirect-resellers/invitations", "/customers", customer, $"{customer}/orders", $"{customer}/activity",
            $"{customer}/users", $"{customer}/account", $"{customer}/subscriptions/{subscription}", "/subscriptions", "/renewals", "/orders", $"/orders/{order}", "/catalog",
            "/activity", "/mails", "/settings/users", "/search?q=brandt", "/export");
        await LookAsync("reseller", first.Admin,
            "/", "/indirect-providers", "/customers", customer, $"{customer}/activity", $"{customer}/users", "/subscriptions", "/renewals", "/support-contact", "/activity", "/settings/users", "/search?q=brandt");
        await LookAsync("customer", customers[0].Admin, "/", "/subscriptions", "/users", "/partners", "/activity", "/search?q=office");
        await LookAsync("operator", await given.OperatorAsync(), "/operator/providers", "/operator/users", "/operator/mails", "/operator/profile-requests", "/activity");
        return taken;

        async Task LookAsync(string who, GivenMember member, params string[] addresses)
        {
            using var client = await given.SignedInAsync(member);
            foreach (var address in addresses)
            {
                var full = address.Contains('?', StringComparison.Ordinal) ? $"{address}&size=50" : $"{address}?size=50";
                Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(full)).Status);

                // The second time, when what a process remembers is there.
                portal.Taken.Clear();
                await client.OpenAsync(full);
                var (endpoint, took, texts) = Assert.Single(portal.Taken);
                taken.Add($"{who} {endpoint}", (took, texts));
            }
        }
    }

    private static string Repeated(IEnumerable<string> texts) =>
        string.Join('\n', texts.GroupBy(t => t).Where(g => g.Count() > 1).Select(g => $"{g.Count()} times: {g.Key}"));

    /// <summary>Holds what was measured against the table. A number that has become smaller belongs into the table, too.</summary>
    private static void HoldsTable(string kind, Dictionary<string, RoundTrip> measured)
    {
        var allowed = File.ReadLines(TableFile)
            .Where(line => line.StartsWith($"{kind} ", StringComparison.Ordinal))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(words => string.Join(' ', words[1..^2]), words => new RoundTrip(Number(words[^2]), Number(words[^1])));
        Holds(measured.Where(m => allowed.GetValueOrDefault(m.Key) != m.Value)
            .Select(m => $"{kind} {m.Key,-80} {m.Value.Commands,3} {m.Value.Saves,3}    ({(allowed.TryGetValue(m.Key, out var may) ? $"allowed: {may.Commands} {may.Saves}" : "not in the table")})"));
        Holds(allowed.Keys.Except(measured.Keys).Select(gone => $"{kind} {gone} is in the table and was not measured"));
    }

    private static void Holds(IEnumerable<string> broken)
    {
        var found = broken.ToList();
        Assert.True(found.Count == 0, $"{found.Count} times broken:\n{string.Join('\n', found)}");
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
