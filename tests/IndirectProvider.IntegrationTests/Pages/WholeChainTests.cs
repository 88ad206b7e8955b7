using System.Net;
using IndirectProvider.IntegrationTests.Pages.Partnerships;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Mail;
using IndirectProvider.Testing.Stories;
using MimeKit;

namespace IndirectProvider.IntegrationTests.Pages;

/// <summary>
/// From the partnership request to the customer's first sign-in over real SMTP, with everything logged that can be
/// logged. Afterwards all that the portal has left is searched for what must be nowhere.
/// </summary>
public sealed class WholeChainTests
{
    private const string Email = "nina@newcomer.example";
    private const string Company = "Newcomer Systems GmbH";
    private const string ResellersPassword = "A-long-and-quiet-sentence";
    private const string CustomersPassword = "Three-calm-harbours";
    private const string Attestation = "We act as indirect partner for this customer: the indirect reseller named above owns the customer relationship.";

    private static readonly Dictionary<string, string?> LogEverything = new()
    {
        ["Logging:LogLevel:Default"] = "Trace",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Trace",
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Trace",
    };

    [Fact]
    public async Task The_chain_leaves_no_secret_behind()
    {
        await using var smtp = await SmtpServerProcess.StartAsync();
        await using var portal = new PortalFactory(new() { Smtp = smtp, Settings = LogEverything });
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync();
        using var staff = await given.SignedInAsync(provider.Admin);

        var invitation = await InviteAsync(portal, staff);
        AssertWellFormed(invitation, provider);
        var confirmation = await AcceptAsync(portal, provider, invitation);
        await AssertWorksOnceAsync(portal, invitation, confirmation);
        var (userName, temporary) = await OrderAsync(staff);
        await FirstSignInAsync(portal, provider, userName, temporary);
        await portal.MailBox.WaitForAsync("nora@nordlicht.example");

        Assert.Contains(portal.Log.Lines, line => line.Level == Microsoft.Extensions.Logging.LogLevel.Trace);
        Assert.Empty(portal.WhereIs(Token(invitation, "/invitation/"), inMail: false));
        Assert.Empty(portal.WhereIs(Token(confirmation, "/confirm-email/"), inMail: false));
        foreach (var password in new[] { temporary, ResellersPassword, CustomersPassword, GivenPortal.Password })
        {
            Assert.Empty(portal.WhereIs(password));
            Assert.All(await portal.MailBox.MessagesAsync(), mail => Assert.DoesNotContain(password, mail.Text + mail.Message.HtmlBody, StringComparison.Ordinal));
        }

        Assert.Empty(portal.Log.Errors);
    }

    private static async Task<ReceivedMail> InviteAsync(PortalFactory portal, PortalClient staff)
    {
        var list = await staff.OpenAsync("/indirect-resellers");
        var form = (await list.ClickAsync("Request a partnership")).Form("Send invitation").Fill("E-mail address", Email).Fill("Name", "Nina Newcomer");
        return await portal.MailBox.ExpectAsync(async () => (await form.SubmitAsync("Send invitation")).Expect(HttpStatusCode.Found), mail => mail.IsTo(Email));
    }

    /// <summary>What the SMTP server stored is a mail as mail programs want it.</summary>
    private static void AssertWellFormed(ReceivedMail mail, GivenProvider provider)
    {
        var message = mail.Message;
        var parts = Assert.IsType<MultipartAlternative>(message.Body).Cast<TextPart>().ToList();
        Assert.Equal(["text/plain", "text/html"], parts.Select(part => part.ContentType.MimeType));
        Assert.Equal("en", message.Body!.Headers[HeaderId.ContentLanguage]);
        Assert.Equal("portal@portal.test", Assert.Single(message.From.Mailboxes).Address);
        Assert.Equal(provider.SupportEmail, Assert.Single(message.ReplyTo.Mailboxes).Address);
        Assert.EndsWith("@portal.test", message.MessageId, StringComparison.Ordinal);
        Assert.InRange(message.Date, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow().AddMinutes(5));
        Assert.Equal([Email], mail.Envelope!.To);
        Assert.DoesNotContain(System.Text.Encoding.Latin1.GetString(mail.Raw).Split("\r\n"), line => line.Length > 998);
    }

    private static async Task<ReceivedMail> AcceptAsync(PortalFactory portal, GivenProvider provider, ReceivedMail invitation)
    {
        using var reseller = portal.NewClient();
        var landing = await (await reseller.GetAsync(invitation.Link("/invitation/").AbsolutePath)).FollowToAsync("/invitation");
        var registration = await ChainTests.RegistrationAsync(await landing.ClickAsync("Register your company"), Company);
        var confirmation = await portal.MailBox.ExpectAsync(
            async () => await (await registration.SubmitAsync("Register")).FollowToAsync("/register/check-your-mail"), mail => mail.IsTo(Email));
        var confirm = await reseller.OpenAsync(confirmation.Link("/confirm-email/").AbsolutePath);
        var signIn = await (await confirm.Form("Confirm e-mail address").SubmitAsync("Confirm e-mail address")).FollowAsync();
        var answer = await signIn.Form("Sign in").Fill("E-mail or user name", Email).Fill("Password", ResellersPassword).SubmitAsync("Sign in");
        var accept = (await answer.FollowToAsync("/invitation")).Form("Accept invitation").Tick($"{Company} agrees to this partnership with {provider.Name}");
        (await (await accept.SubmitAsync("Accept invitation")).FollowToAsync("/indirect-providers")).ExpectText(provider.Name);
        return confirmation;
    }

    private static async Task AssertWorksOnceAsync(PortalFactory portal, ReceivedMail invitation, ReceivedMail confirmation)
    {
        using var somebody = portal.NewClient();
        (await somebody.GetAsync(invitation.Link("/invitation/").AbsolutePath)).Expect(HttpStatusCode.NotFound);
        (await somebody.GetAsync(confirmation.Link("/confirm-email/").AbsolutePath)).Expect(HttpStatusCode.Gone);
    }

    private static async Task<(string UserName, string Password)> OrderAsync(PortalClient staff)
    {
        var prefix = NewCustomerStory.FreePrefix();
        var list = await staff.OpenAsync("/indirect-resellers");
        var step = await (await list.ClickAsync("Add new customer", list.Row(Company))).FollowAsync();
        var review = await (await step.ToSubscriptionsAsync(prefix)).ToReviewAsync();
        var confirmation = await (await review.Form("Submit").Tick(Attestation).SubmitAsync("Submit")).FollowAsync();
        var (userName, password) = (confirmation.Value("Admin user name"), confirmation.Value("Temporary password"));
        Assert.Equal($"admin@{prefix}.tenants.example", userName);
        Assert.Contains("no-store", confirmation.Response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        var reloaded = await staff.OpenAsync(confirmation.Path);
        reloaded.ExpectText("It can't be shown again.");
        Assert.DoesNotContain(password, reloaded.Html, StringComparison.Ordinal);
        Assert.True(reloaded.HasLink("Reset administrator password"));
        (await reloaded.ClickAsync("Done")).ExpectText("Nordlicht Medien GmbH");
        return (userName, password);
    }

    private static async Task FirstSignInAsync(PortalFactory portal, GivenProvider provider, string userName, string temporary)
    {
        using var customer = portal.NewClient();
        var answer = await (await customer.OpenAsync("/sign-in")).Form("Sign in").Fill("E-mail or user name", userName).Fill("Password", temporary).SubmitAsync("Sign in");
        var change = await (await answer.FollowToAsync("/")).FollowToAsync("/account/change-password");
        answer = await change.Form("Change password")
            .Fill("Temporary password", temporary).Fill("New password", CustomersPassword).Fill("Repeat new password", CustomersPassword)
            .SubmitAsync("Change password");
        (await answer.FollowToAsync("/")).ExpectText("Altostrata Office Standard").ExpectText(Company).ExpectText(provider.Name);
    }

    private static string Token(ReceivedMail mail, string path) => mail.Link(path).AbsolutePath.Split('/')[^1];
}
