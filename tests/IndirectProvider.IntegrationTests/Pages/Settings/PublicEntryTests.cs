using System.Net;
using System.Text;
using IndirectProvider.Accounts;
using IndirectProvider.Organisations;
using IndirectProvider.Testing;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Settings;

/// <summary>A provider checks its public entry and asks the operator to change it.</summary>
public sealed class PublicEntryTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const string Entry = "/settings/public-entry";
    private const string Change = "/settings/public-entry/change";

    [Fact]
    public async Task A_request_is_accepted_and_the_public_page_changes()
    {
        var provider = await portal.Given.ProviderAsync("Morning Star", culture: "de");
        using var admin = await portal.Given.SignedInAsync(provider.Admin);
        using var operatorAt = await portal.Given.SignedInAsync(await portal.Given.OperatorAsync());
        using var anybody = portal.NewClient();
        var picture = Pictures.Png(16, 16);

        var entry = (await (await admin.OpenAsync("/")).ClickAsync("Settings")).FollowToAsync(Entry);
        Assert.True((await entry).ExpectText("Not listed").HasLink("Ask for changes"));
        var sent = await (await (await entry).ClickAsync("Ask for changes")).Form("Send request")
            .Fill("About the company", "We bring light.").Fill("Website", "www.morningstar.example").Tick("Listed in Find a provider").Fill("Note to the operator", "Please soon.")
            .Attach("Logo", "../../evil.svg", picture, "image/svg+xml")
            .SubmitAsync("Send request");
        var waiting = (await sent.FollowToAsync(Entry)).ExpectText("Your request to the operator").ExpectText("We bring light.");
        Assert.False(waiting.HasLink("Ask for changes"));
        Assert.Equal(picture, await Picture(admin, waiting));
        (await anybody.GetAsync($"/find-a-provider/{provider.Id}")).Expect(HttpStatusCode.NotFound);

        var request = await (await operatorAt.OpenAsync("/operator/profile-requests")).ClickAsync(provider.Name);
        request.ExpectText("Please soon.").ExpectText("https://www.morningstar.example/");
        Assert.Equal(picture, await Picture(operatorAt, request));
        var mail = await portal.MailBox.ExpectAsync(
            async () => (await (await request.Form("Accept").SubmitAsync("Accept")).FollowToAsync("/operator/profile-requests")).ExpectText("Accepted"), m => m.IsTo(provider.Admin.UserName));

        Assert.Equal("Ihr öffentlicher Eintrag wurde geändert", mail.Subject);
        var page = (await anybody.OpenAsync($"/find-a-provider/{provider.Id}")).ExpectText("We bring light.");
        var logo = (await anybody.OpenAsync(page.Document.QuerySelector("main img")!.GetAttribute("src")!)).Response;
        Assert.Equal("image/png", logo.Content.Headers.ContentType!.ToString());
        Assert.Equal(picture, await logo.Content.ReadAsByteArrayAsync());
        (await admin.OpenAsync(mail.Link(Entry).PathAndQuery)).ExpectText("Listed").ExpectText("Accepted");
    }

    [Fact]
    public async Task A_file_that_is_no_logo_is_refused_at_its_field_and_the_rest_is_kept()
    {
        using var admin = await portal.Given.SignedInAsync((await portal.Given.ProviderAsync()).Admin);
        foreach (var (name, file, message) in new[]
        {
            ("logo.svg", Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'/>"), "This is no picture that can be used. Choose a PNG or JPEG file."),
            ("logo.png", Encoding.UTF8.GetBytes("<html><script>alert(1)</script>"), "This is no picture that can be used. Choose a PNG or JPEG file."),
            ("logo.png", [], "This is no picture that can be used. Choose a PNG or JPEG file."),
            ("logo.png", Pictures.Png()[..^5], "This picture is damaged or incomplete. Save it again, or choose another one."),
            ("logo.png", Pictures.Png(2001), "This picture has too many pixels. A logo may be 2000 pixels wide and high at most."),
            ("logo.png", new byte[3_000_000], "This file is too large. A logo may have 200 KB at most."),
        })
        {
            var answer = await (await admin.OpenAsync(Change)).Form("Send request").Fill("About the company", "Typed with care").Attach("Logo", name, file, "image/png").SubmitAsync("Send request");

            Assert.Equal(message, answer.Expect(HttpStatusCode.BadRequest).ErrorAt("Logo"));
            Assert.Equal("Typed with care", answer.Form("Send request").Value("About the company"));
        }

        var enormous = await (await admin.OpenAsync(Change)).Form("Send request").Attach("Logo", "logo.png", new byte[26_000_000]).SubmitAsync("Send request");
        Assert.StartsWith("This file is far too large", (await enormous.FollowAsync()).Expect(HttpStatusCode.OK).ErrorAt("Logo"), StringComparison.Ordinal);
        (await admin.OpenAsync(Entry)).ExpectText("Not listed");
    }

    [Fact]
    public async Task Every_field_says_what_it_needs()
    {
        var other = await portal.Given.ProviderAsync();
        using var admin = await portal.Given.SignedInAsync((await portal.Given.ProviderAsync()).Admin);
        var form = (await admin.OpenAsync(Change)).Form("Send request")
            .Fill("Legal name", " ").Fill("Display name", "…").Fill("Website", "javascript:alert(1)").Fill("About the company", new string('x', 1001))
            .Fill("Note to the operator", new string('x', 1001)).Without("Input.Country").Tamper("Input.Country", "XX");

        var answer = (await form.SubmitAsync("Send request")).Expect(HttpStatusCode.BadRequest);
        foreach (var label in new[] { "Legal name", "Display name", "Market", "Website", "About the company", "Note to the operator" })
        {
            Assert.False(string.IsNullOrEmpty(answer.ErrorAt(label)), label);
        }

        var taken = await (await admin.OpenAsync(Change)).Form("Send request").Fill("Display name", other.Name.ToUpperInvariant()).SubmitAsync("Send request");
        Assert.Equal("Another provider has this display name.", taken.Expect(HttpStatusCode.BadRequest).ErrorAt("Display name"));
        var nothing = await (await admin.OpenAsync(Change)).Form("Send request").SubmitAsync("Send request");
        Assert.StartsWith("Everything is as it is now.", Assert.Single(nothing.Expect(HttpStatusCode.BadRequest).ErrorSummary), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_request_at_a_time_and_it_can_be_withdrawn()
    {
        var provider = await portal.Given.ProviderAsync();
        using var admin = await portal.Given.SignedInAsync(provider.Admin);
        var form = (await admin.OpenAsync(Change)).Form("Send request").Fill("About the company", "First");
        var request = form.Request("Send request");
        await form.SubmitAsync("Send request");

        var second = (await admin.SendAsync(request)).Expect(HttpStatusCode.Conflict);
        Assert.Equal("A request is with the operator already. Withdraw it before you send another one.", Assert.Single(second.ErrorSummary));
        var withdraw = (await admin.OpenAsync(Entry)).Form("Withdraw request");
        var again = withdraw.Request("Withdraw request");
        (await (await withdraw.SubmitAsync("Withdraw request")).FollowToAsync(Entry)).ExpectText("Withdrawn");
        (await (await admin.SendAsync(again)).FollowToAsync(Entry)).ExpectText("Withdrawn");
        Assert.Equal([ProfileRequestState.Withdrawn], await portal.Given.ReadAsync(db => db.ProfileRequests.Where(r => r.ProviderId == provider.Id).Select(r => r.State).ToListAsync()));
    }

    [Fact]
    public async Task Of_many_requests_sent_at_once_one_is_kept()
    {
        var provider = await portal.Given.ProviderAsync();
        using var admin = await portal.Given.SignedInAsync(provider.Admin);
        var form = (await admin.OpenAsync(Change)).Form("Send request").Fill("About the company", "Many");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => admin.SendAsync(form.Request("Send request"))));

        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { HttpStatusCode.Found, HttpStatusCode.Conflict }));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Found);
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.ProfileRequests.CountAsync(r => r.ProviderId == provider.Id)));
    }

    [Fact]
    public async Task Another_providers_request_does_not_exist()
    {
        var victim = await portal.Given.ProviderAsync("Victim");
        var id = await portal.Given.ProfileRequestAsync(victim);
        var attacker = await portal.Given.ProviderAsync();
        await portal.Given.ProfileRequestAsync(attacker);
        using var admin = await portal.Given.SignedInAsync(attacker.Admin);

        var page = await admin.OpenAsync(Entry);
        (await page.Form("Withdraw request").Tamper("id", $"{id}").SubmitAsync("Withdraw request")).Expect(HttpStatusCode.NotFound);
        (await admin.GetAsync($"{Entry}?handler=WantedLogo&id={id}")).Expect(HttpStatusCode.NotFound);
        Assert.DoesNotContain(victim.Name, page.Html, StringComparison.Ordinal);
        Assert.Equal(ProfileRequestState.Open, await portal.Given.ReadAsync(db => db.ProfileRequests.Where(r => r.Id == id).Select(r => r.State).SingleAsync()));
    }

    [Fact]
    public async Task Only_a_global_admin_of_a_provider_gets_there()
    {
        var provider = await portal.Given.ProviderAsync();
        var agent = await portal.Given.StaffAsync(provider, MemberRole.AdminAgent | MemberRole.UserAdmin | MemberRole.BillingAdmin);
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        foreach (var (member, status) in new[] { (agent, HttpStatusCode.Forbidden), (reseller.Admin, HttpStatusCode.NotFound), (await portal.Given.OperatorAsync(), HttpStatusCode.NotFound) })
        {
            using var client = await portal.Given.SignedInAsync(member);
            foreach (var path in new[] { Entry, Change, "/settings/support", $"{Entry}?handler=Logo" })
            {
                (await client.GetAsync(path)).Expect(status);
            }
        }

        // A user admin has settings, but only the users in them; who manages no users has none.
        using var userAdmin = await portal.Given.SignedInAsync(agent);
        var users = await (await userAdmin.GetAsync("/settings")).FollowToAsync("/settings/users");
        Assert.True(users.HasLink("Settings") && !users.HasLink("Public entry") && !users.HasLink("Support details"));
        using var staff = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, MemberRole.AdminAgent | MemberRole.BillingAdmin));
        Assert.False((await staff.OpenAsync("/")).HasLink("Settings"));
    }

    [Fact]
    public async Task The_pages_are_there_in_German()
    {
        using var admin = await portal.Given.SignedInAsync((await portal.Given.ProviderAsync(culture: "de")).Admin, "de");

        var entry = (await admin.OpenAsync(Entry)).ExpectText("Nicht gelistet");
        var form = await entry.ClickAsync("Um Änderungen bitten");
        var answer = await form.Form("Anfrage senden").Attach("Logo", "logo.png", [1]).SubmitAsync("Anfrage senden");
        Assert.Equal("Das ist kein verwendbares Bild. Wählen Sie eine PNG- oder JPEG-Datei.", answer.ErrorAt("Logo"));
    }

    private static async Task<byte[]> Picture(PortalClient client, Page page)
    {
        var source = page.Document.QuerySelectorAll("main img").Last().GetAttribute("src")!;
        return await (await client.OpenAsync(new Uri(page.Response.RequestMessage!.RequestUri!, source).PathAndQuery)).Response.Content.ReadAsByteArrayAsync();
    }
}
