using System.Net;
using IndirectProvider.Organisations;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Operator;

/// <summary>The operator decides what providers ask for, and changes public entries directly.</summary>
public sealed class ProfileRequestsTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task A_refusal_needs_its_reason_which_the_provider_reads()
    {
        var provider = await portal.Given.ProviderAsync(culture: "de");
        var id = await portal.Given.ProfileRequestAsync(provider);
        using var client = await portal.Given.SignedInAsync(await portal.Given.OperatorAsync());
        using var admin = await portal.Given.SignedInAsync(provider.Admin);

        var silent = await (await client.OpenAsync($"/operator/profile-requests/{id}")).Form("Refuse").SubmitAsync("Refuse");
        Assert.Equal("Say why, so that the provider knows what to change.", silent.Expect(HttpStatusCode.BadRequest).ErrorAt("Answer to the provider"));
        var mail = await portal.MailBox.ExpectAsync(
            () => silent.Form("Refuse").Fill("Answer to the provider", "Too short, please say more.").SubmitAsync("Refuse"), m => m.IsTo(provider.Admin.UserName));

        Assert.Contains("Antwort des Betreibers: Too short, please say more.", mail.Text, StringComparison.Ordinal);
        (await admin.OpenAsync("/settings/public-entry")).ExpectText("Refused").ExpectText("Too short, please say more.").ExpectText("Not listed");
        Assert.False((await client.OpenAsync($"/operator/profile-requests/{id}")).ExpectText("Refused").HasButton("Accept"));
    }

    [Fact]
    public async Task Whoever_decides_second_is_told_and_nothing_happens_twice()
    {
        var provider = await portal.Given.ProviderAsync();
        var id = await portal.Given.ProfileRequestAsync(provider);
        using var first = await portal.Given.SignedInAsync(await portal.Given.OperatorAsync());
        using var second = await portal.Given.SignedInAsync(await portal.Given.OperatorAsync());
        var (one, other) = (await first.OpenAsync($"/operator/profile-requests/{id}"), await second.OpenAsync($"/operator/profile-requests/{id}"));

        await portal.MailBox.ExpectAsync(() => one.Form("Accept").SubmitAsync("Accept"), m => m.IsTo(provider.Admin.UserName));
        foreach (var button in new[] { "Accept", "Refuse" })
        {
            var late = await other.Form(button).Fill("Answer to the provider", "No.").SubmitAsync(button);
            Assert.Equal("This request has been decided or withdrawn already.", Assert.Single(late.Expect(HttpStatusCode.Conflict).ErrorSummary));
        }

        Assert.True(await portal.Given.ReadAsync(db => db.Providers.Where(p => p.Id == provider.Id).Select(p => p.IsListed).SingleAsync()));
        Assert.Single(await portal.Given.ReadAsync(db => db.OutgoingMails.Where(m => m.ProviderId == provider.Id).ToListAsync()));
    }

    [Fact]
    public async Task An_entry_that_changed_meanwhile_is_compared_again_before_it_is_accepted()
    {
        var provider = await portal.Given.ProviderAsync();
        var id = await portal.Given.ProfileRequestAsync(provider);
        using var client = await portal.Given.SignedInAsync(await portal.Given.OperatorAsync());
        var page = await client.OpenAsync($"/operator/profile-requests/{id}");
        await portal.Given.ListAsync(provider, "Changed meanwhile.");

        var conflict = (await page.Form("Accept").SubmitAsync("Accept")).Expect(HttpStatusCode.Conflict).ExpectText("Changed meanwhile.");
        (await (await conflict.Form("Accept").SubmitAsync("Accept")).FollowToAsync("/operator/profile-requests")).ExpectText("Accepted");
        Assert.Equal("New in the directory.", await portal.Given.ReadAsync(db => db.Providers.Where(p => p.Id == provider.Id).Select(p => p.About).SingleAsync()));
    }

    [Fact]
    public async Task A_request_for_a_name_or_market_that_is_not_free_can_not_be_accepted()
    {
        var provider = await portal.Given.ProviderAsync();
        var taken = await portal.Given.ProviderAsync();
        await portal.Given.ResellerAsync(partnerOf: provider);
        using var client = await portal.Given.SignedInAsync(await portal.Given.OperatorAsync());
        foreach (var (wanted, message) in new (Func<PublicProfile, PublicProfile>, string)[]
        {
            (now => now with { DisplayName = taken.Name }, $"Another provider has the display name {taken.Name}. Refuse the request and say so."),
            (now => now with { Country = "US" }, $"United States can't be the market: {provider.Name} has resellers or customers outside its region, for example in Germany."),
        })
        {
            var id = await portal.Given.ProfileRequestAsync(provider, wanted);
            var answer = await (await client.OpenAsync($"/operator/profile-requests/{id}")).Form("Accept").SubmitAsync("Accept");

            Assert.Contains((int)answer.Status, new[] { 400, 409 });
            Assert.Equal(message, Assert.Single(answer.ErrorSummary));
            Assert.Equal(ProfileRequestState.Open, await portal.Given.ReadAsync(db => db.ProfileRequests.Where(r => r.Id == id).Select(r => r.State).SingleAsync()));
        }
    }

    [Fact]
    public async Task The_operator_changes_an_entry_directly()
    {
        var provider = await portal.Given.ProviderAsync("Plain");
        var other = await portal.Given.ProviderAsync();
        await portal.Given.CustomerAsync(provider);
        using var client = await portal.Given.SignedInAsync(await portal.Given.OperatorAsync());
        var edit = await (await client.OpenAsync("/operator/providers")).ClickAsync(provider.Name);
        var slow = (await client.OpenAsync(edit.Path)).Form("Save").Fill("About the company", "Typed");

        var wrong = await edit.Form("Save").Fill("Display name", other.Name).Fill("Market", "United States").Fill("About the company", "Kept").Attach("Logo", "x.png", [1, 2, 3]).SubmitAsync("Save");
        Assert.Equal("Another provider has this display name.", wrong.Expect(HttpStatusCode.BadRequest).ErrorAt("Display name"));
        Assert.StartsWith("United States can't be the market", wrong.ErrorAt("Market"), StringComparison.Ordinal);
        Assert.StartsWith("This is no picture", wrong.ErrorAt("Logo"), StringComparison.Ordinal);
        Assert.Equal("Kept", wrong.Form("Save").Value("About the company"));

        var saved = await wrong.Form("Save").Fill("Display name", provider.Name).Fill("Market", "Austria").Tick("Listed in Find a provider").SubmitAsync("Save");
        await saved.FollowToAsync("/operator/providers");
        using var anybody = portal.NewClient();
        (await anybody.OpenAsync("/find-a-provider?country=AT")).ExpectText("Kept");
        var stale = await slow.SubmitAsync("Save");
        stale.Expect(HttpStatusCode.Conflict).ExpectText("Market: Austria");
        Assert.Equal("Typed", stale.Form("Save").Value("About the company"));
        Assert.Equal(HttpStatusCode.Found, (await stale.Form("Save").SubmitAsync("Save")).Status);
    }

    [Fact]
    public async Task For_everybody_else_these_pages_do_not_exist()
    {
        var victim = await portal.Given.ProviderAsync("Distinctive");
        var id = await portal.Given.ProfileRequestAsync(victim);
        var attacker = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: attacker);
        foreach (var member in new[] { victim.Admin, attacker.Admin, reseller.Admin, (await portal.Given.CustomerAsync(attacker)).Admin })
        {
            using var client = await portal.Given.SignedInAsync(member);
            foreach (var path in new[] { "/operator/profile-requests", $"/operator/profile-requests/{id}", $"/operator/providers/{victim.Id}", $"/operator/providers/{victim.Id}?handler=Logo" })
            {
                (await client.GetAsync(path)).Expect(HttpStatusCode.NotFound);
            }
        }

        using var anybody = portal.NewClient();
        Assert.StartsWith("/sign-in?", (await anybody.GetAsync($"/operator/profile-requests/{id}")).Location, StringComparison.Ordinal);
        using var visitor = await portal.Given.SignedInAsync(await portal.Given.OperatorAsync());
        (await visitor.GetAsync($"/operator/profile-requests/{Guid.NewGuid()}")).Expect(HttpStatusCode.NotFound);
        (await visitor.GetAsync($"/operator/providers/{Guid.NewGuid()}")).Expect(HttpStatusCode.NotFound);
    }
}
