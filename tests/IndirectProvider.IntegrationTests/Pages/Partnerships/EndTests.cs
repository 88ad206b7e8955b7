using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Partnerships;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Partnerships;

/// <summary>Ending a partnership from either side.</summary>
public sealed class EndTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_says_before_what_happens_and_then_it_happens(bool byProvider)
    {
        var provider = await portal.Given.ProviderAsync();
        var other = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: [provider, other]);
        var managed = await portal.Given.CustomerAsync(provider, "Managed", reseller);
        var supported = await portal.Given.CustomerAsync(provider, "Supported");
        var elsewhere = await portal.Given.CustomerAsync(other, "Elsewhere", reseller);
        var subscription = await portal.Given.SubscriptionAsync(provider, supported, reseller: reseller, supportContact: reseller);
        var untouched = await portal.Given.SubscriptionAsync(other, elsewhere, reseller: reseller, supportContact: reseller);
        using var client = await portal.Given.SignedInAsync(byProvider ? provider.Admin : reseller.Admin);

        var list = await client.OpenAsync(byProvider ? "/indirect-resellers" : "/indirect-providers");
        var row = list.Row(byProvider ? reseller.Name : provider.Name);
        var page = await list.ClickAsync(byProvider ? "Remove partnership" : "Leave", row);
        page.Expect(HttpStatusCode.OK).ExpectText("Customers concerned: 2.").ExpectText("Customers concerned: 1.");
        var button = byProvider ? "Remove partnership" : "Leave";
        var answer = await page.Form(button).SubmitAsync(button);
        (await answer.FollowAsync()).ExpectText("has ended").ExpectText("Ended");
        (await page.Form(button).SubmitAsync(button)).Expect(HttpStatusCode.Found);

        await portal.Given.ReadAsync(async db =>
        {
            Assert.Equal(PartnershipState.Ended, (await db.Partnerships.SingleAsync(p => p.ProviderId == provider.Id)).State);
            Assert.NotNull((await db.CustomerResellers.SingleAsync(r => r.CustomerId == managed.Id)).EndedAt);
            var row = await db.Subscriptions.SingleAsync(s => s.Id == subscription);
            Assert.Equal((reseller.Id, null), ((Guid)row.ResellerId!, row.SupportContactResellerId));
            Assert.Equal(reseller.Id, (await db.Subscriptions.SingleAsync(s => s.Id == untouched)).SupportContactResellerId);
            Assert.Null((await db.CustomerResellers.SingleAsync(r => r.CustomerId == elsewhere.Id)).EndedAt);
            var said = await db.AuditRecords.SingleAsync(r => r.CustomerId == managed.Id && r.Action == AuditAction.ResellerDissociated);
            Assert.Equal((provider.Id, reseller.Id, managed.Name), ((Guid)said.ProviderId!, (Guid)said.ResellerId!, said.SubjectName));
            Assert.False(await db.AuditRecords.AnyAsync(r => r.CustomerId == elsewhere.Id));
            return true;
        });
        await portal.MailBox.WaitForAsync(m => m.IsTo(supported.ContactEmail) && m.Subject == $"{provider.Name} is now your support contact");
        await portal.MailBox.WaitForAsync(m => m.IsTo(provider.Admin.UserName) && m.Subject == $"The partnership with {reseller.Name} has ended");
        await portal.MailBox.WaitForAsync(m => m.IsTo(reseller.Admin.UserName) && m.Subject == $"The partnership with {provider.Name} has ended");
        Assert.DoesNotContain(await portal.MailBox.MessagesAsync(), m => m.IsTo(managed.ContactEmail) || m.IsTo(elsewhere.ContactEmail));
    }

    [Fact]
    public async Task Strangers_and_people_without_the_role_end_nothing()
    {
        var provider = await portal.Given.ProviderAsync("Victim Distribution");
        var reseller = await portal.Given.ResellerAsync("Victim Reseller", partnerOf: provider);
        var stranger = await portal.Given.ProviderAsync();
        var strangeReseller = await portal.Given.ResellerAsync(partnerOf: stranger);
        using var attacker = await portal.Given.SignedInAsync(stranger.Admin);
        using var attackingReseller = await portal.Given.SignedInAsync(strangeReseller.Admin);
        using var sales = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, MemberRole.SalesAgent));
        var ownForm = (await attacker.OpenAsync($"/indirect-resellers/{strangeReseller.Id}/remove")).Form("Remove partnership");

        foreach (var (client, path, status) in new[]
        {
            (attacker, $"/indirect-resellers/{reseller.Id}/remove", HttpStatusCode.NotFound),
            (attacker, $"/indirect-providers/{provider.Id}/leave", HttpStatusCode.NotFound),
            (attackingReseller, $"/indirect-providers/{provider.Id}/leave", HttpStatusCode.NotFound),
            (attackingReseller, $"/indirect-resellers/{reseller.Id}/remove", HttpStatusCode.NotFound),
            (sales, $"/indirect-resellers/{reseller.Id}/remove", HttpStatusCode.Forbidden),
        })
        {
            var page = await client.GetAsync(path);
            page.Expect(status);
            Assert.DoesNotContain("Victim", page.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        }

        var forged = ownForm.Request("Remove partnership");
        forged.RequestUri = new Uri(attacker.Address, $"/indirect-resellers/{reseller.Id}/remove");
        (await attacker.SendAsync(forged)).Expect(HttpStatusCode.NotFound);
        Assert.DoesNotContain("Victim", (await attacker.OpenAsync("/indirect-resellers?q=victim")).Html.Replace("value=\"victim\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(PartnershipState.Active, await portal.Given.ReadAsync(db =>
            db.Partnerships.Where(p => p.ProviderId == provider.Id).Select(p => p.State).SingleAsync()));
    }

    [Fact]
    public async Task Another_providers_invitation_does_not_exist()
    {
        var provider = await portal.Given.ProviderAsync("Victim Distribution");
        var invitation = await portal.SendAsync(provider, name: "Vera Victim");
        var stranger = await portal.Given.ProviderAsync();
        using var attacker = await portal.Given.SignedInAsync(stranger.Admin);
        var own = await portal.SendAsync(attacker, Invitations.NewEmail());
        var form = (await attacker.OpenAsync($"/indirect-resellers/invitations/{own.Id}")).Form("Resend");

        var page = await attacker.GetAsync($"/indirect-resellers/invitations/{invitation.Id}");
        page.Expect(HttpStatusCode.NotFound);
        Assert.DoesNotContain("Victim", page.Html, StringComparison.Ordinal);
        foreach (var button in new[] { "Resend", "Withdraw" })
        {
            var forged = form.Request(button);
            forged.RequestUri = new Uri(forged.RequestUri!.ToString().Replace(own.Id.ToString(), invitation.Id.ToString(), StringComparison.Ordinal));
            (await attacker.SendAsync(forged)).Expect(HttpStatusCode.NotFound);
        }

        Assert.DoesNotContain("Vera Victim", (await attacker.OpenAsync("/indirect-resellers/invitations")).Html, StringComparison.Ordinal);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        Assert.Equal("Sent", await staff.StateAsync(invitation));
    }
}
