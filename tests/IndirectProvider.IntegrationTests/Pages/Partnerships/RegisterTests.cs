using System.Net;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Partnerships;

/// <summary>A company registers as indirect reseller.</summary>
public sealed class RegisterTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Theory]
    [InlineData("Legal name", "GmbH", "only a legal form")]
    [InlineData("Legal name", "...", "Enter the company's name")]
    [InlineData("PartnerID", "1234", "5 to 10 digits")]
    [InlineData("PartnerID", "12345678901", "5 to 10 digits")]
    [InlineData("Postal code", "0106", "postal code of Germany")]
    [InlineData("Support phone", "call us", "not a valid phone number")]
    [InlineData("Work e-mail", "nina@gmail.com", "work e-mail")]
    [InlineData("Work e-mail", "nina@WEB.de", "work e-mail")]
    [InlineData("Work e-mail", "nina", "e-mail address like")]
    [InlineData("Password", "short", "at least 12")]
    [InlineData("Repeat password", "A-long-and-quiet-sentenc", "not the same")]
    public async Task What_is_wrong_is_said_at_its_field(string field, string value, string message)
    {
        using var client = portal.NewClient();
        var form = (await ChainTests.RegistrationAsync(await client.OpenAsync("/register"), "Newcomer AG")).Fill("Work e-mail", Invitations.NewEmail());

        var again = await form.Fill(field, value).SubmitAsync("Register");

        again.Expect(HttpStatusCode.BadRequest);
        Assert.Contains(message, again.ErrorAt(field), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Dresden", again.Form("Register").Value("City"));
        Assert.Equal("", again.Form("Register").Value("Password"));
    }

    [Fact]
    public async Task The_agreement_is_needed_and_can_be_read()
    {
        using var client = portal.NewClient();
        var form = (await ChainTests.RegistrationAsync(await client.OpenAsync("/register"), "Newcomer AG")).Untick("We accept the partner agreement");

        var again = (await form.SubmitAsync("Register")).Expect(HttpStatusCode.BadRequest);

        Assert.Contains("Accept the partner agreement", again.ErrorAt("We accept the partner agreement"), StringComparison.Ordinal);
        Assert.Equal("Partner agreement", (await again.ClickAsync("Read the partner agreement")).Expect(HttpStatusCode.OK).Heading);
    }

    [Fact]
    public async Task A_country_with_states_asks_for_one()
    {
        using var client = portal.NewClient();
        var form = (await client.OpenAsync("/register")).Form("Register").Fill("Country", "United States").Fill("City", "Portland");

        var page = await form.SubmitAsync("Show the fields of this country");

        page.Expect(HttpStatusCode.OK);
        Assert.Contains("Oregon", page.Form("Register").Options("State"));
        Assert.Equal("Portland", page.Form("Register").Value("City"));
        Assert.Empty(page.ErrorSummary);
    }

    [Fact]
    public async Task An_address_with_an_account_gets_the_same_page_and_another_mail()
    {
        var member = (await portal.Given.ProviderAsync()).Admin;
        using var client = portal.NewClient();
        var form = (await ChainTests.RegistrationAsync(await client.OpenAsync("/register"), "Curious AG")).Fill("Work e-mail", member.UserName);

        var mail = await portal.MailBox.ExpectAsync(
            async () => await (await form.SubmitAsync("Register")).FollowToAsync("/register/check-your-mail"), m => m.IsTo(member.UserName));

        Assert.Equal("You already have an account", mail.Subject);
        Assert.False(await portal.Given.ReadAsync(db => db.Resellers.AnyAsync(r => r.LegalName == "Curious AG")));
    }

    [Fact]
    public async Task A_taken_PartnerID_gets_the_same_page_and_another_mail()
    {
        var reseller = await portal.Given.ResellerAsync();
        using var client = portal.NewClient();
        var email = Invitations.NewEmail();
        var form = (await ChainTests.RegistrationAsync(await client.OpenAsync("/register"), "Second Comer AG")).Fill("Work e-mail", email);

        var mail = await portal.MailBox.ExpectAsync(
            async () => await (await form.Fill("PartnerID", reseller.PartnerId).SubmitAsync("Register")).FollowToAsync("/register/check-your-mail"), m => m.IsTo(email));

        Assert.Equal("Your company could not be registered", mail.Subject);
        Assert.False(await portal.Given.ReadAsync(db => db.Users.AnyAsync(u => u.Email == email)));
    }

    [Fact]
    public async Task A_registration_that_nobody_confirms_keeps_neither_address_nor_PartnerID_for_longer_than_a_day()
    {
        await using var own = new PortalFactory();
        var given = new GivenPortal(own);
        using var client = own.NewClient();
        var email = Invitations.NewEmail();
        var form = (await ChainTests.RegistrationAsync(await client.OpenAsync("/register"), "Squatter AG")).Fill("Work e-mail", email).Fill("PartnerID", "7654321");
        (await form.SubmitAsync("Register")).Expect(HttpStatusCode.Found);
        own.Clock.Advance(TimeSpan.FromHours(23));
        Assert.True(await given.ReadAsync(db => db.Resellers.AnyAsync(r => r.PartnerId == "7654321")));

        own.Clock.Advance(TimeSpan.FromHours(2));

        for (var turn = 0; turn < 200 && await given.ReadAsync(db => db.Users.AnyAsync(u => u.Email == email)); turn++)
        {
            await Task.Delay(50);
        }

        Assert.False(await given.ReadAsync(db => db.Resellers.AnyAsync(r => r.PartnerId == "7654321")));
        var owner = (await ChainTests.RegistrationAsync(await client.OpenAsync("/register"), "Owner AG")).Fill("Work e-mail", Invitations.NewEmail()).Fill("PartnerID", "7654321");
        (await owner.SubmitAsync("Register")).Expect(HttpStatusCode.Found);
        Assert.Equal("Owner AG", await given.ReadAsync(db => db.Resellers.Where(r => r.PartnerId == "7654321").Select(r => r.LegalName).SingleAsync()));
    }

    [Fact]
    public async Task Registering_again_before_confirming_sends_a_new_link_and_ends_the_old_one()
    {
        using var client = portal.NewClient();
        var email = Invitations.NewEmail();
        var form = (await ChainTests.RegistrationAsync(await client.OpenAsync("/register"), $"Twice {Guid.NewGuid():N}")).Fill("Work e-mail", email);

        var first = await portal.MailBox.ExpectAsync(() => form.SubmitAsync("Register"), m => m.IsTo(email));
        var second = await portal.MailBox.ExpectAsync(() => form.SubmitAsync("Register"), m => m.IsTo(email));

        Assert.False((await client.GetAsync(first.Link("/confirm-email/").AbsolutePath)).HasButton("Confirm e-mail address"));
        (await client.OpenAsync(second.Link("/confirm-email/").AbsolutePath)).Form("Confirm e-mail address");
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.Users.CountAsync(u => u.Email == email)));
    }
}
