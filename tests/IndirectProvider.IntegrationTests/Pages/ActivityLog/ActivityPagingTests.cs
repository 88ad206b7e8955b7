using IndirectProvider.Audit;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;

namespace IndirectProvider.IntegrationTests.Pages.ActivityLog;

/// <summary>The log filtered by persons and kinds, which is woven of strands: turned over both ways it shows each line once, newest first.</summary>
public sealed class ActivityPagingTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private static readonly string[] Names = ["Anna Abel", "Anna-Lena Über", "Anna Zwick", "Annabel Ott", "Bert Anna"];
    private static readonly string[] Actions = [AuditAction.OrderSubmitted, AuditAction.OrderCompleted, AuditAction.OrderFailed, AuditAction.CustomerChanged];

    [Theory]
    [InlineData("q=anna&kind=Orders", true, true)]
    [InlineData("q=ANNA", true, false)]
    [InlineData("kind=Orders", false, true)]
    [InlineData("q=zoe", true, false)]
    public async Task Turned_over_it_shows_each_line_once(string filters, bool byPerson, bool byKind)
    {
        var provider = await portal.Given.ProviderAsync();
        var start = portal.Given.Now.AddDays(-3);
        var made = Enumerable.Range(0, 200).Select(i => (Number: i, Name: Names[i % Names.Length], Action: Actions[i % Actions.Length])).ToList();
        await portal.Given.SaveAsync(db => db.AuditRecords.AddRange(made.Select(m =>
        {
            var actor = new Actor(Guid.NewGuid(), m.Name, provider.Name, null, null) { OrganisationId = provider.Id };

            // Four lines at a moment: a page may end between them.
            return AuditRecord.Of(start.AddMinutes(m.Number / 4), actor, m.Action, Guid.NewGuid(), $"Line-{m.Number}-", new Concerned(provider.Id), null);
        })));
        var expected = made.Where(m => (!byPerson || m.Name.StartsWith("Anna", StringComparison.Ordinal)) && (!byKind || m.Action != AuditAction.CustomerChanged) && !filters.Contains("zoe", StringComparison.Ordinal))
            .Select(m => m.Number).ToList();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        var page = await staff.OpenAsync($"/activity?{filters}");
        var pages = new List<List<int>> { LinesOf(page) };
        while (HasLink(page, "next"))
        {
            page = await page.ClickAsync("Next");
            pages.Add(LinesOf(page));
        }

        var shown = pages.SelectMany(p => p).ToList();
        Assert.Equal(expected.Order(), shown.Order());
        Assert.Equal(shown.Select(n => n / 4).OrderDescending(), shown.Select(n => n / 4));
        for (var back = pages.Count - 2; back >= 0; back--)
        {
            page = await page.ClickAsync("Previous");
            Assert.Equal(pages[back], LinesOf(page));
        }

        Assert.False(HasLink(page, "prev"));
    }

    private static List<int> LinesOf(Page page) =>
        [.. System.Text.RegularExpressions.Regex.Matches(page.Document.QuerySelector("tbody")?.TextContent ?? "", "Line-([0-9]+)-").Select(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];

    private static bool HasLink(Page page, string rel) => page.Document.QuerySelector($"a[rel={rel}]") is not null;
}
