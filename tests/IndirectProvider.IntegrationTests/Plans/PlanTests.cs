using System.Globalization;
using IndirectProvider.Testing.Databases;
using Xunit.Abstractions;

namespace IndirectProvider.IntegrationTests.Plans;

/// <summary>
/// Every query of every page, with every filter and in every order, asked of a database for its plan: none reads a whole table that may
/// be large, nor all rows of a provider, who may have half of them (docs/decisions/0019). On a server it takes long: it is asked by hand, with
/// TEST_DATABASE.
/// </summary>
[Trait("Database", "Own")]
public sealed class PlanTests(FilledPortal portal, ITestOutputHelper output) : IClassFixture<FilledPortal>
{
    /// <summary>Columns whose texts may be looked into on the way through a list, and why.</summary>
    private static readonly Dictionary<string, string> LookedInto = new()
    {
        ["NormalizedCustomerName"] = "Only of orders whose customer is yet to be made: the others are told apart before.",
    };

    [Theory]
    [InlineData("provider")]
    [InlineData("limited staff")]
    [InlineData("big reseller")]
    [InlineData("reseller")]
    [InlineData("customer")]
    [InlineData("operator")]
    public async Task Every_query_is_served_by_an_index(string viewer)
    {
        var who = portal.Accounts;
        using var client = await portal.SignedInAsync(viewer switch
        {
            "provider" => who.BigProvider,
            "limited staff" => who.LimitedStaff,
            "big reseller" => who.BigReseller,
            "reseller" => who.MidReseller,
            "customer" => who.Customer,
            _ => null,
        });
        var walk = new Walk(client, portal.Searches);
        portal.TakeAsked();

        await walk.RunAsync();

        var asked = portal.TakeAsked();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{asked.Count} queries of {walk.Opened.Count} pages"));
        Assert.Empty(portal.Log.Errors);
        var plans = Plans();
        List<string> unserved = [];
        foreach (var command in asked)
        {
            var looksIntoTexts = new SqlText(command.Text).LookedInto.Any(column => !LookedInto.ContainsKey(column));
            string? found = null;
            await foreach (var plan in plans.AskAsync(command))
            {
                var lines = plan.Accesses.Where(a => a.IsUnserved(looksIntoTexts)).Select(a => $"  {a.Table}: {a.Line}").ToList();
                found = lines.Count == 0 ? null : $"{command.Address}\n{string.Join('\n', lines)}\n{command.Text}\n{plan.Text}\n";
                if (found is null)
                {
                    break;
                }
            }

            if (found is not null)
            {
                unserved.Add(found);
            }
        }

        Assert.True(unserved.Count == 0, $"{unserved.Count} queries of a {viewer} are not served by an index:\n{string.Join('\n', unserved)}");
    }

    private IPlans Plans() => TestDatabase.OfThisRun switch
    {
        TestDatabase.PostgreSql => new PostgreSqlPlans(portal.Options),
        TestDatabase.SqlServer => new SqlServerPlans(portal.Options),
        _ => new SqlitePlans(portal.Options),
    };
}
