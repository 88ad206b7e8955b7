using System.Net;
using IndirectProvider.Audit;
using IndirectProvider.Mail;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Mail;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Account;

/// <summary>Forgotten and changed passwords.</summary>
public sealed class PasswordTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const string NewPassword = "another quiet lantern";

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_a_mailed_link_that_works_once()
    {
        var provider = await portal.Given.ProviderAsync(culture: "de");
        using var elsewhere = await portal.Given.SignedInAsync(provider.Admin);
        using var client = portal.NewClient();

        var mail = await portal.MailBox.ExpectAsync(() => AskAsync(client, provider.Admin.UserName), m => m.IsTo(provider.Admin.UserName));
        Assert.Equal("Neues Kennwort wählen", mail.Subject);
        var link = mail.Link("/set-password/").PathAndQuery;
        (await SetAsync(client, link, "too short")).Expect(HttpStatusCode.BadRequest);
        var done = await SetAsync(client, link, NewPassword);

        (await done.FollowToAsync("/")).ExpectText(provider.Name);
        (await client.GetAsync(link)).Expect(HttpStatusCode.Gone);
        await (await elsewhere.GetAsync("/")).FollowToAsync("/sign-in");
        using var later = portal.NewClient();
        (await SignInTests.TryAsync(later, provider.Admin.UserName, GivenPortal.Password)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal("/", (await SignInTests.TryAsync(later, provider.Admin.UserName, NewPassword)).Location);
        Assert.Contains(AuditAction.PasswordSet, await portal.Given.ReadAsync(db =>
            db.AuditRecords.Where(r => r.ProviderId == provider.Id).Select(r => r.Action).ToListAsync()));
    }

    [Fact]
    public async Task A_newer_link_ends_the_older_one()
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = portal.NewClient();

        var first = await LinkAsync(client, provider.Admin.UserName);
        var second = await LinkAsync(client, provider.Admin.UserName);

        (await client.GetAsync(first)).Expect(HttpStatusCode.Gone);
        (await client.GetAsync(second)).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_answer_does_not_tell_whether_there_is_an_account()
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = portal.NewClient();

        var known = await AskAsync(client, provider.Admin.UserName);
        var unknown = await AskAsync(client, "nobody@provider.example");

        Assert.Equal(known.Location, unknown.Location);
        Assert.Equal((await known.FollowAsync()).Text, (await unknown.FollowAsync()).Text);
    }

    [Fact]
    public async Task A_customers_user_gets_the_link_at_the_contact_address_and_nobody_else_by_it()
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider);
        using var client = portal.NewClient();

        var mail = await portal.MailBox.ExpectAsync(() => AskAsync(client, customer.Admin.UserName), m => m.IsTo(customer.ContactEmail));

        (await client.OpenAsync(mail.Link("/set-password/").PathAndQuery)).ExpectText(customer.Admin.UserName);
        await AskAsync(client, customer.ContactEmail);
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.AccountLinks.CountAsync(l => l.UserId == customer.Admin.Id)));
    }

    [Fact]
    public async Task Nobodys_mailbox_is_flooded()
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = portal.NewClient();

        for (var i = 0; i < MailLimits.PerAddresseeAndDay + 2; i++)
        {
            await AskAsync(client, provider.Admin.UserName);
        }

        Assert.Equal(MailLimits.PerAddresseeAndDay, await portal.Given.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.ToAddress == provider.Admin.UserName)));
    }

    [Theory]
    [InlineData("/set-password/")]
    [InlineData("/confirm-email/")]
    [InlineData("/set-up/")]
    public async Task Unknown_altered_and_foreign_links_get_one_neutral_page(string page)
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = portal.NewClient();
        var link = (await LinkAsync(client, provider.Admin.UserName))["/set-password/".Length..];
        string[] tokens = [OneTimeToken.Mint().Text, link[..^1], (link[0] == 'A' ? "B" : "A") + link[1..], "x", "%C3%A4", link + "A"];

        var pages = new List<Page>();
        foreach (var token in page == "/set-password/" ? tokens : [.. tokens, link])
        {
            pages.Add((await client.GetAsync(page + token)).Expect(HttpStatusCode.Gone));
        }

        Assert.Single(pages.Select(p => p.Text).Distinct());
        Assert.DoesNotContain(provider.Admin.UserName, pages[0].Html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_first_sign_in_with_a_temporary_password_leads_to_a_change_and_nowhere_else()
    {
        var (customer, temporary) = await NewCustomerAsync(portal.Given.Now.AddDays(7));
        using var client = portal.NewClient();

        Assert.Equal("/", (await SignInTests.TryAsync(client, customer.Admin.UserName, temporary)).Location);
        var change = await (await client.GetAsync("/")).FollowToAsync("/account/change-password");
        change.ExpectText("You signed in with a temporary password.");
        (await ChangeAsync(change, "Temporary password", "wrong", NewPassword)).Expect(HttpStatusCode.BadRequest);
        (await ChangeAsync(change, "Temporary password", temporary, temporary)).Expect(HttpStatusCode.BadRequest);
        (await ChangeAsync(change, "Temporary password", temporary, customer.Admin.UserName)).Expect(HttpStatusCode.BadRequest);
        (await (await ChangeAsync(change, "Temporary password", temporary, NewPassword)).FollowToAsync("/")).ExpectText("Your password is changed.");

        using var later = portal.NewClient();
        (await SignInTests.TryAsync(later, customer.Admin.UserName, temporary)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal("/", (await SignInTests.TryAsync(later, customer.Admin.UserName, NewPassword)).Location);
    }

    [Fact]
    public async Task An_expired_temporary_password_is_explained_to_who_knows_it_and_to_nobody_else()
    {
        var (customer, temporary) = await NewCustomerAsync(portal.Given.Now.AddMinutes(-1));
        using var client = portal.NewClient();

        var right = await SignInTests.TryAsync(client, customer.Admin.UserName, temporary);
        var wrong = await SignInTests.TryAsync(client, customer.Admin.UserName, "wrong");

        right.Expect(HttpStatusCode.BadRequest).ExpectText("Your temporary password has expired. Ask your provider for a new one.");
        Assert.False(wrong.Expect(HttpStatusCode.BadRequest).Shows("expired"));
        await (await client.GetAsync("/")).FollowToAsync("/sign-in");
    }

    [Fact]
    public async Task Changing_the_password_ends_the_other_sessions_and_not_this_one()
    {
        var provider = await portal.Given.ProviderAsync();
        using var here = await portal.Given.SignedInAsync(provider.Admin);
        using var elsewhere = await portal.Given.SignedInAsync(provider.Admin);

        var changed = await ChangeAsync(await here.OpenAsync("/account/change-password"), "Current password", GivenPortal.Password, NewPassword);

        (await changed.FollowToAsync("/")).Expect(HttpStatusCode.OK);
        await (await elsewhere.GetAsync("/")).FollowToAsync("/sign-in");
    }

    private static async Task<Page> AskAsync(PortalClient client, string userName) =>
        await (await client.OpenAsync("/forgot-password")).Form("Send link").Fill("E-mail or user name", userName).SubmitAsync("Send link");

    private static async Task<Page> SetAsync(PortalClient client, string link, string password) =>
        await (await client.OpenAsync(link)).Form("Set password").Fill("New password", password).Fill("Repeat new password", password).SubmitAsync("Set password");

    private static Task<Page> ChangeAsync(Page page, string currentLabel, string current, string password) =>
        page.Form("Change password").Fill(currentLabel, current).Fill("New password", password).Fill("Repeat new password", password).SubmitAsync("Change password");

    private async Task<string> LinkAsync(PortalClient client, string userName)
    {
        ReceivedMail mail = await portal.MailBox.ExpectAsync(() => AskAsync(client, userName), m => m.IsTo(userName));
        return mail.Link("/set-password/").PathAndQuery;
    }

    private async Task<(GivenCustomer Customer, string Password)> NewCustomerAsync(DateTimeOffset expiresAt)
    {
        var customer = await portal.Given.CustomerAsync(await portal.Given.ProviderAsync());
        return (customer, await portal.Given.TemporaryPasswordAsync(customer.Admin, expiresAt));
    }
}
