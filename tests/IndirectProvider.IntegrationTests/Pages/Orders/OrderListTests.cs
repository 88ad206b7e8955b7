using System.Net;
using IndirectProvider.Audit;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Orders;

/// <summary>The list of orders: what is filtered is what is shown and exported.</summary>
public sealed class OrderListTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Search_filters_and_sorting_find_orders()
    {
        var (provider, older, newer) = await GivenTwoOrdersAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        var list = await staff.OpenAsync("/orders");
        list.ExpectText("2 orders");
        Assert.True(Before(list, newer.Name, older.Name));
        Assert.True(Before(await list.ClickAsync("Submitted"), older.Name, newer.Name));
        Assert.True(Before(await staff.OpenAsync("/orders?sort=-customer"), newer.Name, older.Name));

        var orderId = await portal.Given.ReadAsync(db => db.Orders.Where(o => o.CustomerId == older.Id).Select(o => o.Id).SingleAsync());
        foreach (var search in new[] { "%C3%84RZTE", $"{orderId}", $"{older.Id}" })
        {
            (await staff.OpenAsync($"/orders?q={search}")).ExpectText("1 order").ExpectText(older.Name);
        }

        (await staff.OpenAsync("/orders?state=Completed")).ExpectText("2 orders");
        (await staff.OpenAsync("/orders?state=open")).ExpectText("No order matches these filters");
        var day = portal.Given.Now.ToString("yyyy-MM-dd");
        (await staff.OpenAsync($"/orders?from={day}&to={day}")).ExpectText("2 orders");
        (await staff.OpenAsync("/orders?to=2020-01-31")).ExpectText("No order matches these filters");
        (await staff.OpenAsync("/orders?to=9999-12-31")).ExpectText("2 orders");
    }

    [Fact]
    public async Task A_filter_that_is_none_shows_everything_and_says_so()
    {
        var (provider, _, _) = await GivenTwoOrdersAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        var list = await staff.OpenAsync("/orders?state=banana&credential=7&p=-5&size=abc&sort=%00%27&q=%00");
        list.ExpectText("2 orders");
        Assert.Null(list.Control("State").QuerySelector("option[selected]"));

        var unreadable = await staff.OpenAsync("/orders?from=31.31.&state=2");
        Assert.Equal("Enter a day, for example 2026-11-30.", unreadable.ErrorAt("Submitted from"));
        Assert.Equal("31.31.", unreadable.Control("Submitted from").GetAttribute("value"));
        Assert.Equal("The last day is before the first.", (await staff.OpenAsync("/orders?from=2026-11-30&to=2026-11-29")).ErrorAt("Submitted until"));

        using var german = await portal.Given.SignedInAsync(provider.Admin, "de");
        Assert.Equal("Geben Sie einen Tag ein, zum Beispiel 2026-11-30.", (await german.OpenAsync("/orders?to=gestern")).ErrorAt("Übermittelt bis"));
    }

    [Fact]
    public async Task The_export_holds_what_is_filtered_and_is_recorded()
    {
        var provider = await portal.Given.ProviderAsync();
        var evil = await portal.Given.CustomerAsync(provider, " =HYPERLINK(\"https://evil.example\")");
        var plain = await portal.Given.CustomerAsync(provider, "Brandt, Ärzte & \"Söhne\"");
        await portal.Given.SubscriptionAsync(provider, evil);
        await portal.Given.SubscriptionAsync(provider, plain);
        var victim = await portal.Given.CustomerAsync(await portal.Given.ProviderAsync(), "Victim Distinctive Holding");
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        var file = await (await staff.OpenAsync("/orders?state=Completed&sort=customer&p=7")).ClickAsync("Export CSV");

        Assert.Equal(HttpStatusCode.OK, file.Status);
        var content = file.Response.Content.Headers;
        Assert.Equal("text/csv; charset=utf-8", content.ContentType!.ToString());
        Assert.Equal("attachment", content.ContentDisposition!.DispositionType);
        Assert.Equal($"orders-{portal.Given.Now:yyyy-MM-dd}.csv", content.ContentDisposition.FileName);
        Assert.True(file.Response.Headers.CacheControl!.NoStore);
        Assert.Equal<byte>([0xEF, 0xBB, 0xBF], (await file.Response.Content.ReadAsByteArrayAsync()).Take(3));
        var lines = file.Html.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("Customer,Indirect reseller,State,", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith($"\"'{evil.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\",", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith($"\"{plain.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\",,Completed,1,", StringComparison.Ordinal));
        Assert.DoesNotContain(victim.Name, file.Html, StringComparison.Ordinal);

        var record = await portal.Given.ReadAsync(db => db.AuditRecords.SingleAsync(r => r.ProviderId == provider.Id && r.Action == AuditAction.ListExported));
        Assert.Equal(("orders", (Guid?)provider.Admin.Id), (record.SubjectName, record.ActorUserId));
        Assert.Equal("""{"filters":{"state":"Completed","sort":"customer"}}""", record.Details);
    }

    [Fact]
    public async Task An_export_of_nothing_goes_back_to_the_list_with_its_filters()
    {
        var (provider, _, _) = await GivenTwoOrdersAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin, "de");

        var list = await (await staff.GetAsync("/orders?handler=Export&state=Failed&q=x")).FollowToAsync("/orders?state=Failed&q=x");

        list.ExpectText("Es gibt nichts zu exportieren.");
        Assert.False(await portal.Given.ReadAsync(db => db.AuditRecords.AnyAsync(r => r.ProviderId == provider.Id && r.Action == AuditAction.ListExported)));

        // Where a filter can't be read, more would be exported than was asked for.
        (await (await staff.GetAsync("/orders?handler=Export&from=31.31.")).FollowToAsync("/orders?from=31.31.")).Expect(HttpStatusCode.OK);
        var german = await staff.GetAsync("/orders?handler=Export");
        Assert.StartsWith("Kunde;Indirekter Händler;Status;", german.Html.TrimStart('\uFEFF'), StringComparison.Ordinal);
    }

    private async Task<(GivenProvider Provider, GivenCustomer Older, GivenCustomer Newer)> GivenTwoOrdersAsync()
    {
        var provider = await portal.Given.ProviderAsync();
        var older = await portal.Given.CustomerAsync(provider, "Ärzte am Markt");
        await portal.Given.SubscriptionAsync(provider, older);
        portal.Clock.Advance(TimeSpan.FromSeconds(2));
        var newer = await portal.Given.CustomerAsync(provider, "Üser Logistik");
        await portal.Given.SubscriptionAsync(provider, newer);
        return (provider, older, newer);
    }

    private static bool Before(Page list, string first, string second) =>
        list.Text.IndexOf(first, StringComparison.Ordinal) < list.Text.IndexOf(second, StringComparison.Ordinal);
}
