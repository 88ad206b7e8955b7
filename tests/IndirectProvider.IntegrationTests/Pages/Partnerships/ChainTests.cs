using System.Net;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Html;

namespace IndirectProvider.IntegrationTests.Pages.Partnerships;

/// <summary>From the request to both lists, as people go through it.</summary>
public sealed class ChainTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_company_is_invited_registers_and_accepts(bool mailInAnotherBrowser)
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var email = Invitations.NewEmail();
        var company = $"Newcomer {Guid.NewGuid():N} GmbH";

        var invitation = await portal.SendAsync(staff, email);
        Assert.Equal($"{provider.Name} invites you to become its indirect reseller", invitation.Mail.Subject);
        Assert.Equal(provider.SupportEmail, Assert.Single(invitation.Mail.Message.ReplyTo.Mailboxes).Address);
        Assert.Equal("Sent", await staff.StateAsync(invitation));

        using var newcomer = portal.NewClient();
        var landing = await newcomer.FollowAsync(invitation);
        landing.Expect(HttpStatusCode.OK).ExpectText(provider.Name).ExpectText("What you agree to").ExpectText("What is not included");
        Assert.Equal("Opened", await staff.StateAsync(invitation));

        var registration = await RegistrationAsync(await landing.ClickAsync("Register your company"), company);
        Assert.Equal(email, registration.Value("Work e-mail"));
        var confirmation = await portal.MailBox.ExpectAsync(
            async () => (await (await registration.SubmitAsync("Register")).FollowToAsync("/register/check-your-mail")).ExpectText("Check your mail"),
            m => m.IsTo(email) && m.Subject == "Please confirm your e-mail address");

        using var other = portal.NewClient();
        var browser = mailInAnotherBrowser ? other : newcomer;
        var link = confirmation.Link("/confirm-email/");
        var signIn = await (await (await browser.OpenAsync(link.AbsolutePath)).Form("Confirm e-mail address").SubmitAsync("Confirm e-mail address")).FollowAsync();
        var back = await (await signIn.Form("Sign in").Fill("E-mail or user name", email).Fill("Password", "A-long-and-quiet-sentence").SubmitAsync("Sign in")).FollowToAsync("/invitation");

        var accept = back.Form("Accept invitation");
        var unticked = await accept.SubmitAsync("Accept invitation");
        unticked.Expect(HttpStatusCode.BadRequest);
        Assert.Contains("Tick the box", Assert.Single(unticked.ErrorSummary), StringComparison.Ordinal);
        accept = unticked.Form("Accept invitation").Tick($"{company} agrees to this partnership with {provider.Name}");
        var toProvider = await portal.MailBox.ExpectAsync(
            async () => (await (await accept.SubmitAsync("Accept invitation")).FollowToAsync("/indirect-providers")).ExpectText(provider.Name),
            m => m.IsTo(provider.Admin.UserName));
        Assert.Equal($"{company} is now your indirect reseller", toProvider.Subject);
        await portal.MailBox.WaitForAsync(m => m.IsTo(email) && m.Subject == $"Your partnership with {provider.Name} begins");

        var row = (await staff.OpenAsync("/indirect-resellers")).ExpectText("1 indirect reseller").Row(company);
        Assert.Contains("Germany", row.TextContent, StringComparison.Ordinal);
        Assert.Equal("Accepted", await staff.StateAsync(invitation));
        Assert.Equal(company, (await staff.OpenAsync($"/indirect-resellers/invitations/{invitation.Id}")).Value("Accepted by"));

        Assert.Empty(portal.WhereIs(invitation.Secret, inMail: false));
        Assert.Empty(portal.WhereIs(link.AbsolutePath.Split('/')[^1], inMail: false));
        Assert.Empty(portal.Log.Errors);
    }

    /// <summary>The form as a company in Germany fills it in; the country's fields come after choosing it.</summary>
    internal static async Task<HtmlForm> RegistrationAsync(Page page, string company)
    {
        var german = page.Form("Register").Labels.Contains("Postal code")
            ? page
            : await page.Form("Register").Fill("Country", "Germany").SubmitAsync("Show the fields of this country");
        return german.Form("Register")
            .Fill("Legal name", company)
            .Fill("PartnerID", $"{Random.Shared.NextInt64(5_000_000, 9_999_999_999)}")
            .Fill("Address line 1", "Lindenweg 4")
            .Fill("City", "Dresden")
            .Fill("Postal code", "01067")
            .Fill("Support e-mail", "help@newcomer.example")
            .Fill("Support phone", "0351 123456")
            .Fill("First name", "Nina")
            .Fill("Last name", "Newcomer")
            .Fill("Password", "A-long-and-quiet-sentence")
            .Fill("Repeat password", "A-long-and-quiet-sentence")
            .Tick("We accept the partner agreement");
    }
}
