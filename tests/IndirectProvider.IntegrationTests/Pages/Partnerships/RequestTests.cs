using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Partnerships;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Partnerships;

/// <summary>The draft of an invitation and the ways it is handed out.</summary>
public sealed class RequestTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const string Address = "/indirect-resellers/request";

    [Fact]
    public async Task Opening_the_page_stores_nothing_and_shows_the_whole_draft()
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        var page = await staff.OpenAsync(Address);

        var text = page.Form("Send invitation").Value("Text");
        Assert.Contains(LinkIn(text), text, StringComparison.Ordinal);
        Assert.Contains(provider.Name, text, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(provider));
        Assert.NotEqual(LinkIn(text), LinkIn((await staff.OpenAsync(Address)).Form("Send invitation").Value("Text")));
    }

    [Fact]
    public async Task One_form_sent_many_times_at_once_makes_one_invitation_and_one_mail()
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var form = await FilledAsync(staff);
        var requests = Enumerable.Range(0, 12).Select(_ => form.Request("Send invitation")).ToList();

        var answers = await Task.WhenAll(requests.Select(staff.SendAsync));

        Assert.All(answers, answer => answer.Expect(HttpStatusCode.Found));
        Assert.Single(answers.Select(answer => answer.Location).Distinct());
        Assert.Equal(1, await CountAsync(provider));
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.ProviderId == provider.Id)));
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.AuditRecords.CountAsync(r => r.ProviderId == provider.Id && r.Action == "InvitationSent")));
    }

    [Theory]
    [InlineData("", "Nina", "E-mail address", "Enter the e-mail address")]
    [InlineData("not an address", "Nina", "E-mail address", "Enter an e-mail address like")]
    [InlineData("nina@newcomer.example", "  ", "Name", "Enter the name")]
    public async Task What_is_missing_is_said_at_its_field_and_nothing_is_lost(string email, string name, string field, string message)
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var form = (await staff.OpenAsync(Address)).Form("Send invitation");
        var text = form.Value("Text") + "\n\nPS: see you!";

        foreach (var button in new[] { "Send invitation", "Copy to clipboard", "Open in email", "Done" })
        {
            var again = await form.Fill("E-mail address", email).Fill("Name", name).Fill("Company", "Newcomer").Fill("Text", text).SubmitAsync(button);

            again.Expect(HttpStatusCode.BadRequest);
            Assert.StartsWith(message, again.ErrorAt(field), StringComparison.Ordinal);
            form = again.Form("Send invitation");
            Assert.Equal((email, "Newcomer"), (form.Value("E-mail address"), form.Value("Company")));
            Assert.Contains("PS: see you!", form.Value("Text"), StringComparison.Ordinal);
        }

        Assert.Equal(0, await CountAsync(provider));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    public async Task A_text_without_its_link_or_with_another_one_is_refused_until_it_is_put_back(string appended)
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var form = await FilledAsync(staff);
        var link = LinkIn(form.Value("Text"));
        form.Fill("Text", appended == "" ? "Hello, come and join us." : form.Value("Text").Replace(link, link + appended, StringComparison.Ordinal));

        var refused = await form.SubmitAsync("Send invitation");
        refused.Expect(HttpStatusCode.BadRequest);
        Assert.Contains("Put the link back", refused.ErrorAt("Text"), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(provider));

        var mended = (await refused.Form("Put the link back").SubmitAsync("Put the link back")).Expect(HttpStatusCode.OK);
        Assert.Equal(link, LinkIn(mended.Form("Send invitation").Value("Text")));
        (await mended.Form("Send invitation").SubmitAsync("Send invitation")).Expect(HttpStatusCode.Found);
        Assert.Equal(1, await CountAsync(provider));
    }

    [Fact]
    public async Task The_language_changes_the_text_but_not_an_edited_one_without_asking()
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var form = (await staff.OpenAsync(Address)).Form("Send invitation");

        var german = await form.Fill("Language", "de").SubmitAsync("Load the standard text");
        Assert.StartsWith("Guten Tag", german.Expect(HttpStatusCode.OK).Form("Send invitation").Value("Text").TrimStart(), StringComparison.Ordinal);

        var edited = german.Form("Send invitation");
        var asks = await edited.Fill("Text", edited.Value("Text") + "\nPS").Fill("Language", "en").SubmitAsync("Load the standard text");
        asks.ExpectText("Replace the text you changed?");
        Assert.EndsWith("PS", asks.Form("Send invitation").Value("Text").TrimEnd(), StringComparison.Ordinal);
        var kept = await asks.Form("Keep my text").SubmitAsync("Keep my text");
        Assert.EndsWith("PS", kept.Form("Send invitation").Value("Text").TrimEnd(), StringComparison.Ordinal);
        var replaced = await asks.Form("Replace my text").SubmitAsync("Replace my text");
        Assert.StartsWith("Hello,", replaced.Form("Send invitation").Value("Text").TrimStart(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_german_invitation_is_german_and_carries_the_edited_text()
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin, "de");
        var email = Invitations.NewEmail();
        var form = (await staff.OpenAsync(Address)).Form("Einladung senden").Fill("E-Mail-Adresse", email).Fill("Name", "Nina Neu");
        form.Fill("Text", "Servus Nina & <Co>!\n\n" + form.Value("Text"));

        var mail = await portal.MailBox.ExpectAsync(() => form.SubmitAsync("Einladung senden"), m => m.IsTo(email));

        Assert.Equal($"{provider.Name} lädt Sie ein, indirekter Händler zu werden", mail.Subject);
        Assert.Equal("de", mail.Message.Body!.Headers["Content-Language"]);
        Assert.Contains("Servus Nina & <Co>!", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Servus Nina & <Co>!", mail.Html.Body!.TextContent, StringComparison.Ordinal);
        _ = mail.Link("/invitation/");
    }

    [Fact]
    public async Task Handed_out_by_hand_it_is_tracked_once_and_can_still_be_sent()
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var form = await FilledAsync(staff);

        var copied = (await form.SubmitAsync("Copy to clipboard")).Expect(HttpStatusCode.OK);
        var link = LinkIn(copied.TextToCopy());
        var opened = (await form.SubmitAsync("Open in email")).Expect(HttpStatusCode.Found);
        Assert.StartsWith("mailto:", opened.Response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString(link), opened.Response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var done = await (await form.SubmitAsync("Done")).FollowToAsync("/indirect-resellers");
        done.ExpectText("Its link counts as handed out by you");
        Assert.Equal(InvitationState.Issued, (await SingleAsync(provider)).State);
        using var addressee = portal.NewClient();
        (await addressee.GetAsync(new Uri(link).AbsolutePath)).Expect(HttpStatusCode.Found);

        var second = await FilledAsync(staff);
        await second.SubmitAsync("Copy to clipboard");
        (await second.SubmitAsync("Send invitation")).Expect(HttpStatusCode.Found);
        Assert.Equal(2, await CountAsync(provider));
    }

    [Fact]
    public async Task Done_with_an_empty_form_only_leaves()
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        await (await (await staff.OpenAsync(Address)).Form("Done").SubmitAsync("Done")).FollowToAsync("/indirect-resellers");

        Assert.Equal(0, await CountAsync(provider));
    }

    [Fact]
    public async Task Another_persons_or_an_altered_form_gets_a_new_link_and_keeps_the_text()
    {
        var provider = await portal.Given.ProviderAsync();
        var colleague = await portal.Given.StaffAsync(provider, MemberRole.SalesAgent);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        using var other = await portal.Given.SignedInAsync(colleague);
        var foreign = await FilledAsync(other);

        foreach (var value in new[] { foreign.Raw("Input.Link")!, "AAAA", "" })
        {
            var form = await FilledAsync(staff);
            var link = LinkIn(form.Value("Text"));
            form.Fill("Text", form.Value("Text") + "\nPS");

            var refused = await form.Tamper("Input.Link", value).SubmitAsync("Send invitation");

            refused.Expect(HttpStatusCode.Conflict).ExpectText("open for too long");
            var text = refused.Form("Send invitation").Value("Text");
            Assert.NotEqual(link, LinkIn(text));
            Assert.EndsWith("PS", text.TrimEnd(), StringComparison.Ordinal);
            (await refused.Form("Send invitation").SubmitAsync("Send invitation")).Expect(HttpStatusCode.Found);
        }
    }

    [Theory]
    [InlineData(MemberRole.SalesAgent, HttpStatusCode.OK)]
    [InlineData(MemberRole.HelpdeskAgent, HttpStatusCode.Forbidden)]
    public async Task Only_who_may_invite_opens_the_page(MemberRole role, HttpStatusCode status)
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, role));

        (await staff.GetAsync(Address)).Expect(status);
    }

    internal static string LinkIn(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Single(word => word.Contains("/invitation/", StringComparison.Ordinal));

    private static async Task<HtmlForm> FilledAsync(PortalClient staff) =>
        (await staff.OpenAsync(Address)).Form("Send invitation").Fill("E-mail address", Invitations.NewEmail()).Fill("Name", "Nina Newcomer");

    private Task<int> CountAsync(GivenProvider provider) =>
        portal.Given.ReadAsync(db => db.PartnershipInvitations.CountAsync(i => i.ProviderId == provider.Id));

    private Task<PartnershipInvitation> SingleAsync(GivenProvider provider) =>
        portal.Given.ReadAsync(db => db.PartnershipInvitations.SingleAsync(i => i.ProviderId == provider.Id));
}

internal static class RequestPage
{
    /// <summary>The text that is shown for copying.</summary>
    public static string TextToCopy(this Page page) => ((AngleSharp.Html.Dom.IHtmlTextAreaElement)page.Control("Text to copy")).Value;
}
