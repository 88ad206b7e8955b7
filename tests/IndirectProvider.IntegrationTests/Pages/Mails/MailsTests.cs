using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.IntegrationTests.Mail;
using IndirectProvider.Mail;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Mail;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Mails;

/// <summary>Staff see what became of their mails, and have failed ones tried again.</summary>
public sealed class MailsTests
{
    private const string Nobody = "nobody@newcomer.example";

    [Fact]
    public async Task The_list_finds_a_failed_mail_and_its_page_says_why()
    {
        await using var smtp = await SmtpServerProcess.StartAsync(new() { RefuseRecipient = Nobody });
        await using var portal = new PortalFactory(new() { Smtp = smtp });
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync();
        using var staff = await given.SignedInAsync(provider.Admin);
        var failed = await FailedInvitationAsync(given, staff);
        var sent = await PostedMail.PostAsync(portal, "anna@alpha.example", provider.Id, "TenantReady");
        await sent.UntilAsync(m => m.State == MailState.Sent);
        var theirs = await PostedMail.PostAsync(portal, "anna@alpha.example", (await given.ProviderAsync()).Id, "TenantReady");

        var list = await staff.OpenAsync("/mails");
        list.ExpectText("2 mails").ExpectText("A customer's tenant is ready").ExpectText("Invitation to a partnership");
        (await staff.OpenAsync("/mails?state=Failed")).ExpectText("1 mail").ExpectText(Nobody);
        (await staff.OpenAsync("/mails?state=Waiting")).ExpectText("No mail matches these filters");
        (await staff.OpenAsync("/mails?q=ANNA@alpha")).ExpectText("1 mail").ExpectText("anna@alpha.example");
        foreach (var nothing in new[] { "alpha", "nna@", "annb", "%", $"{theirs.Id}" })
        {
            (await staff.OpenAsync($"/mails?q={Uri.EscapeDataString(nothing)}")).ExpectText("No mail matches these filters").ExpectText("Try the beginning of an e-mail address or a whole id.");
        }

        (await staff.OpenAsync("/mails?q=anna&state=Failed")).ExpectText("No mail matches these filters");
        (await staff.OpenAsync($"/mails?q=bounce%2B{failed}@portal.test")).ExpectText("1 mail").ExpectText(Nobody);
        Assert.True(Before(await list.ClickAsync("Addressee"), "anna@alpha.example", Nobody));
        (await staff.OpenAsync("/mails?state=banana&sort=%00&p=-1&q=%00")).ExpectText("2 mails");

        var page = await staff.OpenAsync($"/mails/{failed}");
        page.ExpectText("The mail could not be delivered").ExpectText("The mail server refused this address for good").ExpectText("550 No such user here");
        Assert.Equal("Failed", page.Value("State"));
        Assert.DoesNotContain("/invitation/", page.Html, StringComparison.Ordinal);
        using var german = await given.SignedInAsync(provider.Admin, "de");
        (await german.OpenAsync($"/mails/{failed}")).ExpectText("Der Mailserver hat diese Adresse endgültig abgelehnt").ExpectText("Einladung zu einer Partnerschaft");
        (await staff.OpenAsync($"/mails/{sent.Id}")).ExpectText("A customer's tenant is ready");
        Assert.DoesNotContain(PostedMail.Secret, (await staff.OpenAsync($"/mails/{sent.Id}")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Try_again_sends_it_at_once_and_is_recorded_once()
    {
        var refusing = await SmtpServerProcess.StartAsync(new() { RefuseRecipient = Nobody });
        await using var portal = new PortalFactory(new() { Smtp = refusing });
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync();
        using var staff = await given.SignedInAsync(provider.Admin);
        var failed = await FailedInvitationAsync(given, staff);
        await refusing.DisposeAsync();
        await using var smtp = await SmtpServerProcess.StartAsync(new() { Port = refusing.Port });
        portal.Clock.Advance(TimeSpan.FromDays(4));
        using var agent = await given.SignedInAsync(provider.Admin);
        var page = await agent.OpenAsync($"/mails/{failed}");

        var answers = await Task.WhenAll(page.Form("Try again").SubmitAsync("Try again"), page.Form("Try again").SubmitAsync("Try again"));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Found, a.Status));
        (await answers[0].FollowAsync()).ExpectText("The mail is on its way again.");
        var mail = await smtp.MailBox.WaitForAsync(Nobody);
        await RowUntilAsync(given, failed, MailState.Sent);
        Assert.Equal($"{failed}@portal.test", mail.Message.MessageId);
        Assert.Equal(HttpStatusCode.Found, (await page.Form("Try again").SubmitAsync("Try again")).Status);
        Assert.Single(await smtp.MailBox.MessagesAsync());
        Assert.Equal(1, await given.ReadAsync(db => db.AuditRecords.CountAsync(r => r.Action == AuditAction.MailRetried)));
        (await agent.OpenAsync("/activity")).ExpectText($"A mail to {Nobody} was tried again");
        (await agent.OpenAsync("/indirect-resellers/invitations")).ExpectText("Sent");
        using var addressee = portal.NewClient();
        (await (await addressee.GetAsync(mail.Link("/invitation/").AbsolutePath)).FollowToAsync("/invitation")).ExpectText("invites you to a partnership");
    }

    [Theory]
    [InlineData("Withdraw")]
    [InlineData("Resend")]
    public async Task A_dead_invitation_is_not_sent_again(string how)
    {
        await using var smtp = await SmtpServerProcess.StartAsync(new() { RefuseRecipient = Nobody });
        await using var portal = new PortalFactory(new() { Smtp = smtp });
        var given = new GivenPortal(portal);
        using var staff = await given.SignedInAsync((await given.ProviderAsync()).Admin);
        var failed = await FailedInvitationAsync(given, staff);
        var invitation = await given.ReadAsync(db => db.PartnershipInvitations.SingleAsync());
        await (await staff.OpenAsync($"/indirect-resellers/invitations/{invitation.Id}")).Form(how).SubmitAsync(how);

        var answer = await (await staff.OpenAsync($"/mails/{failed}")).Form("Try again").SubmitAsync("Try again");

        answer.ExpectText("This invitation is no longer valid. Send a new one.");
        Assert.Equal(MailState.Failed, (await RowAsync(given, failed)).State);
        Assert.Equal(0, await given.ReadAsync(db => db.AuditRecords.CountAsync(r => r.Action == AuditAction.MailRetried)));
    }

    [Fact]
    public async Task What_is_no_longer_kept_is_not_offered()
    {
        await using var smtp = await SmtpServerProcess.StartAsync(new() { RefuseRecipient = Nobody });
        await using var portal = new PortalFactory(new() { Smtp = smtp });
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync();
        var posted = await PostedMail.PostAsync(portal, Nobody, provider.Id, "TenantReady");
        await posted.UntilAsync(m => m.State == MailState.Failed);
        using var early = await given.SignedInAsync(provider.Admin);
        var page = await early.OpenAsync($"/mails/{posted.Id}");
        await posted.ChangeAsync((mail, db) => db.Entry(mail).Property(m => m.SealedContent).CurrentValue = null);

        (await page.Form("Try again").SubmitAsync("Try again")).ExpectText("What this mail said is no longer kept");
        Assert.False((await early.OpenAsync($"/mails/{posted.Id}")).Shows("Try again"));
    }

    [Fact]
    public async Task Operators_see_the_portals_own_mails_and_of_providers_only_counts()
    {
        await using var smtp = await SmtpServerProcess.StartAsync(new() { RefuseRecipient = "^nobody@" });
        await using var portal = new PortalFactory(new() { Smtp = smtp });
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync();
        using var staff = await given.SignedInAsync(provider.Admin);
        var theirs = await FailedInvitationAsync(given, staff);
        await given.SaveAsync(db => db.AccountLinks.Add(AccountLink.Create(
            db.Users.Single(u => u.Id == provider.Admin.Id), AccountLinkPurpose.SetPassword, new(PostedMail.Token, OneTimeToken.TryHash(PostedMail.Token)!), TimeSpan.FromDays(1), given.Now)));
        var own = await PostedMail.PostAsync(portal, "nobody@somewhere.example", null, "Welcome");
        await own.UntilAsync(m => m.State == MailState.Failed);
        using var olga = await given.SignedInAsync(await given.OperatorAsync());

        var list = await olga.OpenAsync("/operator/mails");
        list.ExpectText("nobody@somewhere.example").ExpectText("Welcome to a new provider").ExpectText(provider.Name);
        Assert.False(list.Shows(Nobody));
        Assert.Equal(HttpStatusCode.NotFound, (await olga.GetAsync($"/operator/mails/{theirs}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await staff.GetAsync($"/mails/{own.Id}")).Status);

        var page = await olga.OpenAsync($"/operator/mails/{own.Id}");
        (await page.Form("Try again").SubmitAsync("Try again")).Expect(HttpStatusCode.Found);
        Assert.Equal(1, await given.ReadAsync(db => db.AuditRecords.CountAsync(r => r.Action == AuditAction.MailRetried && r.ForOperators)));
    }

    [Fact]
    public async Task A_link_that_was_replaced_meanwhile_is_not_sent_again()
    {
        var refusing = await SmtpServerProcess.StartAsync(new() { RefuseRecipient = "." });
        await using var portal = new PortalFactory(new() { Smtp = refusing });
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync();
        using var somebody = portal.NewClient();
        await AskForLinkAsync(somebody, provider.Admin.UserName);
        var failed = (await given.ReadAsync(db => db.OutgoingMails.SingleAsync(m => m.Kind == "PasswordReset"))).Id;
        await RowUntilAsync(given, failed, MailState.Failed);
        using var staff = await given.SignedInAsync(provider.Admin);
        var page = await staff.OpenAsync($"/mails/{failed}");
        await AskForLinkAsync(somebody, provider.Admin.UserName);

        (await page.Form("Try again").SubmitAsync("Try again")).ExpectText("The link in this mail no longer works");
        Assert.Equal(MailState.Failed, (await RowAsync(given, failed)).State);
    }

    [Fact]
    public async Task Others_see_nothing_of_it()
    {
        await using var smtp = await SmtpServerProcess.StartAsync(new() { RefuseRecipient = Nobody });
        await using var portal = new PortalFactory(new() { Smtp = smtp });
        var given = new GivenPortal(portal);
        using var staff = await given.SignedInAsync((await given.ProviderAsync()).Admin);
        var failed = await FailedInvitationAsync(given, staff);
        var other = await given.ProviderAsync();
        using var foreign = await given.SignedInAsync(other.Admin);
        var theirs = await PostedMail.PostAsync(portal, Nobody, other.Id, "TenantReady");
        await theirs.UntilAsync(m => m.State == MailState.Failed);

        Assert.False((await foreign.OpenAsync("/mails")).Shows("Invitation to a partnership"));
        var request = (await foreign.OpenAsync($"/mails/{theirs.Id}")).Form("Try again").Request("Try again");
        request.RequestUri = new Uri(portal.Address, $"/mails/{failed}?handler=Retry");
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync($"/mails/{failed}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.SendAsync(request)).Status);
        Assert.Equal(MailState.Failed, (await RowAsync(given, failed)).State);
    }

    private static async Task AskForLinkAsync(PortalClient somebody, string userName) =>
        await (await somebody.OpenAsync("/forgot-password")).Form("Send link").Fill("E-mail or user name", userName).SubmitAsync("Send link");

    private static async Task<Guid> FailedInvitationAsync(GivenPortal given, PortalClient staff)
    {
        var form = (await staff.OpenAsync("/indirect-resellers/request")).Form("Send invitation").Fill("E-mail address", Nobody).Fill("Name", "Nobody");
        var invitation = Guid.Parse((await form.SubmitAsync("Send invitation")).Location!.Split('/')[^1]);
        var mail = await given.ReadAsync(db => db.PartnershipInvitations.Where(i => i.Id == invitation).Select(i => i.MailId!.Value).SingleAsync());
        await RowUntilAsync(given, mail, MailState.Failed);
        return mail;
    }

    private static Task<OutgoingMail> RowAsync(GivenPortal given, Guid id) => given.ReadAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync(m => m.Id == id));

    private static async Task RowUntilAsync(GivenPortal given, Guid id, MailState state)
    {
        for (var i = 0; i < 400 && (await RowAsync(given, id)).State != state; i++)
        {
            await Task.Delay(50);
        }

        Assert.Equal(state, (await RowAsync(given, id)).State);
    }

    private static bool Before(Page list, string first, string second) =>
        list.Html.IndexOf(first, StringComparison.Ordinal) < list.Html.IndexOf(second, StringComparison.Ordinal);
}
