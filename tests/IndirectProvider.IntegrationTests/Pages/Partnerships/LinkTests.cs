using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Partnerships;

/// <summary>What a personal link does, when it is dead, and who may do what with it.</summary>
public sealed class LinkTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task All_dead_links_look_the_same_and_name_nobody()
    {
        var provider = await portal.Given.ProviderAsync("Secretive Distribution");
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        using var client = portal.NewClient();
        var alive = await portal.SendAsync(staff, Invitations.NewEmail());
        var withdrawn = await portal.SendAsync(staff, Invitations.NewEmail());
        var page = await staff.OpenAsync($"/indirect-resellers/invitations/{withdrawn.Id}");
        (await (await page.Form("Withdraw").SubmitAsync("Withdraw")).FollowAsync()).ExpectText("Its link no longer works");
        var used = await portal.SendAsync(staff, Invitations.NewEmail());
        using (var reseller = await portal.Given.SignedInAsync((await portal.Given.ResellerAsync()).Admin))
        {
            (await reseller.AcceptAsync(used)).Expect(HttpStatusCode.Found);
        }

        string[] dead =
        [
            new string('A', 43), alive.Secret[..^1], alive.Secret + "A", Altered(alive.Secret), "x", "a%20b", withdrawn.Secret, used.Secret,
        ];
        var answers = new List<string>();
        foreach (var secret in dead)
        {
            var answer = await client.GetAsync($"/invitation/{secret}");
            answer.Expect(HttpStatusCode.NotFound);
            Assert.DoesNotContain("Secretive", answer.Html, StringComparison.Ordinal);
            answers.Add(answer.Text);
        }

        Assert.Single(answers.Distinct());
        (await client.GetAsync("/invitation")).Expect(HttpStatusCode.NotFound);
        (await client.GetAsync("/invitation/decline")).Expect(HttpStatusCode.NotFound);
        (await client.FollowAsync(alive)).Expect(HttpStatusCode.OK).ExpectText("Secretive");
    }

    [Fact]
    public async Task An_expired_link_is_dead_and_the_list_says_so()
    {
        await using var own = new SharedPortal();
        var provider = await own.Given.ProviderAsync();
        using var staff = await own.Given.SignedInAsync(provider.Admin);
        var invitation = await own.SendAsync(staff, Invitations.NewEmail());
        using var client = own.NewClient();
        (await client.FollowAsync(invitation)).Expect(HttpStatusCode.OK);

        own.Clock.Advance(TimeSpan.FromDays(31));

        (await client.GetAsync("/invitation")).Expect(HttpStatusCode.NotFound);
        (await client.GetAsync(invitation.Link.AbsolutePath)).Expect(HttpStatusCode.NotFound);
        using var later = await own.Given.SignedInAsync(provider.Admin);
        Assert.Equal("Expired", await later.StateAsync(invitation));
        for (var i = 0; i < 100 && !(await later.OpenAsync("/indirect-resellers/invitations?state=expired")).Shows("Nina Newcomer"); i++)
        {
            await Task.Delay(100);
        }

        (await later.OpenAsync("/indirect-resellers/invitations?state=expired")).ExpectText("1 invitation");
        (await later.OpenAsync("/indirect-resellers/invitations?state=open")).ExpectText("No invitation matches");
    }

    [Fact]
    public async Task A_resend_makes_a_new_link_and_kills_the_old_one_and_who_came_by_it()
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var email = Invitations.NewEmail();
        var first = await portal.SendAsync(staff, email);
        using var holder = portal.NewClient();
        (await holder.FollowAsync(first)).Expect(HttpStatusCode.OK);
        var form = (await staff.OpenAsync($"/indirect-resellers/invitations/{first.Id}")).Form("Resend");

        var again = await portal.MailBox.ExpectAsync(() => form.SubmitAsync("Resend"), m => m.IsTo(email));
        (await form.SubmitAsync("Resend")).Expect(HttpStatusCode.Found);

        Assert.NotEqual(first.Link, again.Link("/invitation/"));
        (await holder.GetAsync("/invitation")).Expect(HttpStatusCode.NotFound);
        (await holder.GetAsync(first.Link.AbsolutePath)).Expect(HttpStatusCode.NotFound);
        (await holder.FollowAsync(first with { Link = again.Link("/invitation/") })).Expect(HttpStatusCode.OK);
        Assert.Equal(2, await portal.Given.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.ToAddress == email)));
    }

    [Fact]
    public async Task Looking_ahead_does_not_count_as_opened()
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var invitation = await portal.SendAsync(staff, Invitations.NewEmail());
        using var client = portal.NewClient();
        foreach (var (header, value) in new[] { ("Sec-Purpose", "prefetch;prerender"), ("Purpose", "prefetch") })
        {
            var request = new HttpRequestMessage(HttpMethod.Get, invitation.Link.AbsolutePath);
            request.Headers.Add(header, value);
            (await client.SendAsync(request)).Expect(HttpStatusCode.Found);
        }

        Assert.Equal("Sent", await staff.StateAsync(invitation));
        await staff.GetAsync(invitation.Link.AbsolutePath);
        Assert.Equal("Sent", await staff.StateAsync(invitation));
        await client.GetAsync(invitation.Link.AbsolutePath);
        Assert.Equal("Opened", await staff.StateAsync(invitation));
    }

    [Fact]
    public async Task Declining_needs_no_account_and_is_final()
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var invitation = await portal.SendAsync(staff, Invitations.NewEmail());
        using var client = portal.NewClient();

        var question = await (await client.FollowAsync(invitation)).ClickAsync("Decline");
        Assert.Equal("Opened", await staff.StateAsync(invitation));
        (await (await question.Form("Decline").SubmitAsync("Decline")).FollowAsync()).Expect(HttpStatusCode.OK).ExpectText("You declined");

        Assert.Equal("Declined", await staff.StateAsync(invitation));
        (await client.GetAsync("/invitation")).Expect(HttpStatusCode.NotFound);
        (await client.GetAsync(invitation.Link.AbsolutePath)).Expect(HttpStatusCode.NotFound);
        Assert.False((await staff.OpenAsync($"/indirect-resellers/invitations/{invitation.Id}")).HasButton("Resend"));
    }

    [Fact]
    public async Task Who_can_not_accept_is_told_politely()
    {
        var provider = await portal.Given.ProviderAsync();
        var invitation = await portal.SendAsync(provider);
        var reseller = await portal.Given.ResellerAsync();
        var sales = await portal.Given.StaffAsync(reseller, MemberRole.SalesAgent);
        var foreigner = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(foreigner);

        using var colleague = await portal.Given.SignedInAsync(sales);
        (await colleague.FollowAsync(invitation)).ExpectText("Somebody else in your company has to accept").ExpectText(reseller.Admin.Name);
        foreach (var member in new[] { foreigner.Admin, customer.Admin, await portal.Given.OperatorAsync() })
        {
            using var client = await portal.Given.SignedInAsync(member);
            var page = await client.FollowAsync(invitation);
            page.ExpectText("This invitation is for a reseller");
            Assert.False(page.HasButton("Accept invitation"));
            var signIn = await (await page.Form("Sign out and use another account").SubmitAsync("Sign out and use another account")).FollowAsync();
            Assert.Equal("/sign-in?returnUrl=%2Finvitation", signIn.Path);
        }
    }

    private static string Altered(string secret) => (secret[0] == 'A' ? 'B' : 'A') + secret[1..];
}
