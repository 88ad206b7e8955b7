using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;

namespace IndirectProvider.IntegrationTests.Pages.Subscriptions;

/// <summary>Who sees and does what on a subscription's page.</summary>
public sealed class ReadersTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private static readonly string[] Managing = ["nickname", "licenses", "suspend", "auto-renew"];
    private static readonly string[] Selling = ["cancel", "renewal", "plan", "upgrade", "convert", "reseller", "support-contact"];

    private GivenPortal Given => portal.Given;

    [Fact]
    public async Task Resellers_by_what_they_are_to_the_customer()
    {
        var provider = await Given.ProviderAsync();
        var associated = await Given.ResellerAsync("Associated", partnerOf: provider);
        var credited = await Given.ResellerAsync("Credited", partnerOf: provider);
        var supporting = await Given.ResellerAsync("Supporting", partnerOf: provider);
        var none = await Given.ResellerAsync("None", partnerOf: provider);
        var customer = await Given.CustomerAsync(provider, reseller: associated);
        var s = new OwnedSubscription(provider, customer, await Given.SubscriptionAsync(provider, customer, reseller: credited, supportContact: supporting));
        var resellers = new[] { associated, credited, supporting, none };

        foreach (var (reseller, manages) in new[] { (associated, true), (credited, true), (supporting, false) })
        {
            using var client = await Given.SignedInAsync(reseller.Admin);
            var page = await client.OpenAsync(s.Path);
            Assert.DoesNotContain(resellers, other => other != reseller && page.Html.Contains(other.Name, StringComparison.Ordinal));
            Assert.False(page.HasLink("Show order") || page.HasLink("Cancel subscription") || page.HasLink("Upgrade") || page.HasLink("Change – Indirect reseller"));
            Assert.Equal(manages, page.HasLink("Change licenses") && page.HasLink("Suspend") && page.HasLink("Switch auto-renew off") && page.HasLink("Change nickname"));
            Assert.Equal(reseller == associated, page.Shows("Assigned to users"));
            Assert.Equal(reseller == credited, page.Shows("Your company is credited on this subscription."));
            await AnswersAsync(client, s, Managing, manages ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
            await AnswersAsync(client, s, Selling, HttpStatusCode.NotFound);
        }

        using (var client = await Given.SignedInAsync(none.Admin))
        {
            await AnswersAsync(client, s, ["", .. Managing, .. Selling], HttpStatusCode.NotFound);
        }

        using var managing = await Given.SignedInAsync(associated.Admin);
        var form = (await managing.OpenAsync($"{s.Path}/licenses")).Form("Change licenses").Fill("Licenses", 12);
        var saved = await form.SaveAsync("Change licenses", s);
        saved.ExpectText("The subscription has 12 licenses now.").ExpectText(associated.Admin.Name);

        // Who does not manage it changes nothing by sending the form of somebody who does.
        using var support = await Given.SignedInAsync(supporting.Admin);
        (await support.SendAsync(await ForgedAsync(support, $"{s.Path}/licenses", ("Input.Quantity", "20"), ("Input.Version", "1")))).Expect(HttpStatusCode.Forbidden);
        Assert.Equal("12", (await support.OpenAsync(s.Path)).Value("Licenses"));
    }

    [Fact]
    public async Task Without_its_partnership_a_reseller_finds_nothing_any_more()
    {
        var provider = await Given.ProviderAsync();
        var reseller = await Given.ResellerAsync(partnerOf: provider);
        var customer = await Given.CustomerAsync(provider, reseller: reseller);
        var s = new OwnedSubscription(provider, customer, await Given.SubscriptionAsync(provider, customer, reseller: reseller));
        using var client = await Given.SignedInAsync(reseller.Admin);
        var form = (await client.OpenAsync($"{s.Path}/licenses")).Form("Change licenses").Fill("Licenses", 12);
        await Given.SaveAsync(db => db.Partnerships.Single(p => p.ResellerId == reseller.Id).End(Given.Now));

        (await form.SubmitAsync("Change licenses")).Expect(HttpStatusCode.NotFound);
        (await client.GetAsync(s.Path)).Expect(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(MemberRole.HelpdeskAgent, false)]
    [InlineData(MemberRole.BillingAdmin, false)]
    [InlineData(MemberRole.SalesAgent, true)]
    [InlineData(MemberRole.AdminAgent, true)]
    public async Task Provider_staff_by_role(MemberRole role, bool changes)
    {
        var s = await Given.OwnedAsync();
        using var staff = await Given.SignedInAsync(await Given.StaffAsync(s.Provider, role));

        var page = await staff.OpenAsync(s.Path);

        Assert.Equal(changes, page.HasLink("Change licenses") && page.HasLink("Cancel subscription") && page.HasLink("Change – Designated support contact"));
        Assert.Equal(changes, page.HasLink("Suspend"));
        await AnswersAsync(staff, s, [.. Managing, .. Selling.Where(p => p != "convert")], changes ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
        if (!changes)
        {
            (await staff.SendAsync(await ForgedAsync(staff, $"{s.Path}/cancel", ("Input.Version", "0")))).Expect(HttpStatusCode.Forbidden);
        }
    }

    [Theory]
    [InlineData(MemberRole.AdminAgent, HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData(MemberRole.HelpdeskAgent, HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData(MemberRole.UserAdmin, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task Reseller_staff_by_role(MemberRole role, HttpStatusCode reading, HttpStatusCode changing)
    {
        var provider = await Given.ProviderAsync();
        var reseller = await Given.ResellerAsync(partnerOf: provider);
        var customer = await Given.CustomerAsync(provider, reseller: reseller);
        var s = new OwnedSubscription(provider, customer, await Given.SubscriptionAsync(provider, customer));
        using var staff = await Given.SignedInAsync(await Given.StaffAsync(reseller, role));

        await AnswersAsync(staff, s, [""], reading);
        await AnswersAsync(staff, s, Managing, changing);
    }

    [Fact]
    public async Task The_customer_reads()
    {
        var s = await Given.OwnedAsync();
        using var admin = await Given.SignedInAsync(s.Customer.Admin);

        var page = await (await admin.OpenAsync("/")).ClickAsync("Altostrata Office Standard");

        page.Expect(HttpStatusCode.OK).ExpectText(s.Provider.SupportEmail).ExpectText("Ordered: ");
        Assert.Equal("10", page.Value("Licenses"));
        Assert.Empty(page.Document.QuerySelectorAll("main a[href$='licenses'], main form, main a[href$='cancel'], main a[href*='/orders/']"));
        await AnswersAsync(admin, s, [.. Managing, .. Selling], HttpStatusCode.NotFound);
    }

    private static async Task AnswersAsync(PortalClient client, OwnedSubscription s, IEnumerable<string> pages, HttpStatusCode expected)
    {
        foreach (var page in pages)
        {
            Assert.Equal((page, expected), (page, (await client.GetAsync($"{s.Path}/{page}".TrimEnd('/'))).Status));
        }
    }

    private static async Task<HttpRequestMessage> ForgedAsync(PortalClient client, string path, params (string Name, string Value)[] fields)
    {
        var token = (await client.OpenAsync("/account/change-password")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]),
        };
    }
}
