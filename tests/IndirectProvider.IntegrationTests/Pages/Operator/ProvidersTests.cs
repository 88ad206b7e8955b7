using System.Net;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Operator;

/// <summary>Operators create providers; nobody else knows these pages.</summary>
public sealed class ProvidersTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const string Password = "another quiet lantern";
    private static int count;

    [Fact]
    public async Task A_new_providers_admin_follows_the_mail_chooses_a_password_and_is_signed_in()
    {
        var name = NewName();
        var email = $"{name}@distributor.example";
        using var client = await portal.Given.SignedInAsync(await portal.Given.OperatorAsync());

        Page? created = null;
        var mail = await portal.MailBox.ExpectAsync(async () => created = await SubmitAsync(client, name, email), m => m.IsTo(email));
        (await created!.FollowToAsync("/operator/providers")).ExpectText(name);
        using var invited = portal.NewClient("de");
        var link = mail.Link("/set-password/").PathAndQuery;
        var choose = await invited.OpenAsync(link);
        var done = await choose.Form("Kennwort festlegen").Fill("Neues Kennwort", Password).Fill("Neues Kennwort wiederholen", Password).SubmitAsync("Kennwort festlegen");

        Assert.Equal("Willkommen im Portal für indirekte Anbieter", mail.Subject);
        (await done.FollowToAsync("/")).Expect(HttpStatusCode.OK).ExpectText(name);
        (await invited.GetAsync(link)).Expect(HttpStatusCode.Gone);
        Assert.False((await client.OpenAsync("/operator/providers")).HasButton($"Send invitation again to Grete {name}"));
    }

    [Fact]
    public async Task An_invitation_sent_again_ends_the_first_one()
    {
        var name = NewName();
        var email = $"{name}@distributor.example";
        using var client = await portal.Given.SignedInAsync(await portal.Given.OperatorAsync());
        var first = await portal.MailBox.ExpectAsync(() => SubmitAsync(client, name, email), m => m.IsTo(email));

        var list = await client.OpenAsync("/operator/providers");
        var button = $"Send invitation again to Grete {name}";
        var second = await portal.MailBox.ExpectAsync(() => list.Form(button).SubmitAsync(button), m => m.IsTo(email));

        using var invited = portal.NewClient();
        (await invited.GetAsync(first.Link("/set-password/").PathAndQuery)).Expect(HttpStatusCode.Gone);
        (await invited.GetAsync(second.Link("/set-password/").PathAndQuery)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_field_says_what_it_needs_and_keeps_what_was_typed()
    {
        using var client = await portal.Given.SignedInAsync(await portal.Given.OperatorAsync());
        var form = (await client.OpenAsync("/operator/providers/new")).Form("Create provider")
            .Fill("Legal name", "…").Fill("Website", "javascript:alert(1)").Fill("Support e-mail", "nowhere").Fill("Support phone", "12")
            .Fill("Last name", new string('x', 51)).Without("Input.Country").Tamper("Input.Country", "XX").Without("Input.Culture").Tamper("Input.Culture", "../..");

        var answer = (await form.SubmitAsync("Create provider")).Expect(HttpStatusCode.BadRequest);

        foreach (var label in new[] { "Legal name", "Display name", "Market", "Website", "Support e-mail", "Support phone", "First name", "Last name", "E-mail", "Language" })
        {
            Assert.False(string.IsNullOrEmpty(answer.ErrorAt(label)), label);
        }

        Assert.Equal("nowhere", answer.Form("Create provider").Value("Support e-mail"));
    }

    [Fact]
    public async Task A_taken_name_and_a_taken_address_are_said_at_their_fields()
    {
        var other = await portal.Given.ProviderAsync();
        using var client = await portal.Given.SignedInAsync(await portal.Given.OperatorAsync());

        var answer = await SubmitAsync(client, other.Name.ToUpperInvariant(), other.Admin.UserName);

        answer.Expect(HttpStatusCode.BadRequest);
        Assert.Equal("Another provider has this display name.", answer.ErrorAt("Display name"));
        Assert.Equal("An account with this e-mail address exists already.", answer.ErrorAt("E-mail"));
    }

    [Fact]
    public async Task For_everybody_else_these_pages_do_not_exist()
    {
        var victim = await portal.Given.ProviderAsync("Distinctive Distribution");
        var attacker = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: attacker);
        var customer = await portal.Given.CustomerAsync(attacker);
        foreach (var member in new[] { attacker.Admin, reseller.Admin, customer.Admin })
        {
            using var client = await portal.Given.SignedInAsync(member);
            foreach (var path in new[] { "/operator/providers", "/operator/providers/new" })
            {
                var page = (await client.GetAsync(path)).Expect(HttpStatusCode.NotFound);
                Assert.DoesNotContain(victim.Name, page.Html, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Nobody_is_invited_to_a_provider_that_does_not_exist()
    {
        await portal.Given.ProviderAsync();
        var name = NewName();
        using var client = await portal.Given.SignedInAsync(await portal.Given.OperatorAsync());
        await SubmitAsync(client, name, $"{name}@distributor.example");
        var before = await portal.Given.ReadAsync(db => db.AccountLinks.CountAsync());

        var button = $"Send invitation again to Grete {name}";
        var request = (await client.OpenAsync("/operator/providers")).Form(button).Request(button);
        request.RequestUri = new Uri(client.Address, $"/operator/providers?handler=Resend&id={Guid.NewGuid()}");

        (await client.SendAsync(request)).Expect(HttpStatusCode.NotFound);
        Assert.Equal(before, await portal.Given.ReadAsync(db => db.AccountLinks.CountAsync()));
    }

    private static string NewName() => $"distributor{Interlocked.Increment(ref count)}";

    private static async Task<Page> SubmitAsync(PortalClient client, string name, string email) =>
        await (await client.OpenAsync("/operator/providers/new")).Form("Create provider")
            .Fill("Legal name", $"{name} GmbH").Fill("Display name", name).Fill("Market", "Germany").Fill("Website", "www.distributor.example")
            .Fill("Support e-mail", "support@distributor.example").Fill("Support phone", "030 123456")
            .Fill("First name", "Grete").Fill("Last name", name).Fill("E-mail", email).Fill("Language", "de")
            .SubmitAsync("Create provider");
}
