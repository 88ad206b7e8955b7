using System.Net;
using IndirectProvider.Audit;
using IndirectProvider.Customers;
using IndirectProvider.IntegrationTests.Subscriptions;
using IndirectProvider.Subscriptions;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Partners;

/// <summary>The customer's own page about who may administer what.</summary>
public sealed class PartnersTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const string Azure = "ALT-CLD-PLN";

    [Fact]
    public async Task It_names_everybody_who_may_do_something_and_only_them()
    {
        var provider = await portal.Given.ProviderAsync();
        var associated = await portal.Given.ResellerAsync("Associated", partnerOf: provider);
        var credited = await portal.Given.ResellerAsync("Credited", partnerOf: provider);
        var support = await portal.Given.ResellerAsync("Supporter", partnerOf: provider);
        var uninvolved = await portal.Given.ResellerAsync("Uninvolved", partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider, reseller: associated);
        var subscription = await portal.Given.SubscriptionAsync(provider, customer, reseller: credited, supportContact: support);
        using var client = await portal.Given.SignedInAsync(customer.Admin);

        var page = await (await client.OpenAsync("/")).ClickAsync("Partners");

        page.ExpectText(provider.SupportEmail).ExpectText(associated.Name).ExpectText(credited.Name).ExpectText(support.Name);
        Assert.DoesNotContain(uninvolved.Name, page.Html, StringComparison.Ordinal);
        Assert.Equal($"/customers/{customer.Id}/subscriptions/{subscription}", (await client.OpenAsync("/")).Link("Altostrata Office Standard").GetAttribute("href"));
        Assert.False(page.HasLink("Tenant owner"));

        using var german = await portal.Given.SignedInAsync(customer.Admin, "de");
        (await german.OpenAsync("/partners")).ExpectText("Verwaltung entziehen").ExpectText("Supportkontakte");
    }

    [Fact]
    public async Task The_administrator_removes_a_resellers_administration()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider, reseller: reseller);
        var azure = await portal.Given.SubscriptionAsync(provider, customer, Azure, 1, supportContact: reseller);
        using var client = await portal.Given.SignedInAsync(customer.Admin);
        await portal.ActAsync<GiveAzureGrant, Result>(customer, give => give.ExecuteAsync(azure, reseller.Id, default));

        var page = await (await client.OpenAsync("/partners")).ClickAsync("Remove administration");
        page.ExpectText("loses access").ExpectText("becomes the support contact of").ExpectText("ceases to be tenant owner of");
        var form = page.Form("Remove administration");
        (await (await form.SubmitAsync("Remove administration")).FollowToAsync("/partners")).ExpectText($"{reseller.Name} no longer manages your account.");
        (await form.SubmitAsync("Remove administration")).Expect(HttpStatusCode.Found);

        await portal.Given.ReadAsync(async db =>
        {
            Assert.Equal(AssociationEnd.Customer, (await db.CustomerResellers.SingleAsync(r => r.CustomerId == customer.Id)).EndedBy);
            Assert.NotNull((await db.AzureGrants.SingleAsync(g => g.SubscriptionId == azure)).WithdrawnAt);
            Assert.Null((await db.Subscriptions.SingleAsync(s => s.Id == azure)).SupportContactResellerId);
            Assert.Equal(1, await db.AuditRecords.CountAsync(r => r.CustomerId == customer.Id && r.Action == AuditAction.AdministrationRemoved));
            return true;
        });
        await portal.MailBox.WaitForAsync(m => m.IsTo(reseller.Admin.UserName) && m.Subject == $"You no longer manage {customer.Name}");
        await portal.MailBox.WaitForAsync(m => m.IsTo(provider.Admin.UserName) && m.Subject == $"{customer.Name} has removed the administration of {reseller.Name}");
        using var partner = await portal.Given.SignedInAsync(reseller.Admin);
        (await partner.GetAsync($"/customers/{customer.Id}")).Expect(HttpStatusCode.NotFound);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        (await staff.OpenAsync($"/customers/{customer.Id}/admin-relationships")).ExpectText("Removed by the customer");
    }

    [Fact]
    public async Task A_tenant_owner_grant_is_given_seen_and_withdrawn()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        var stranger = await portal.Given.ResellerAsync("Stranger", partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider, reseller: reseller);
        var azure = await portal.Given.SubscriptionAsync(provider, customer, Azure, 1);
        var plain = await portal.Given.SubscriptionAsync(provider, customer);
        using var client = await portal.Given.SignedInAsync(customer.Admin);

        var page = await (await client.OpenAsync("/partners")).ClickAsync("Tenant owner");
        page.ExpectText("No reseller may administer this Azure subscription.");
        Assert.Equal("Choose an indirect reseller.", (await page.Form("Give grant").SubmitAsync("Give grant")).Expect(HttpStatusCode.BadRequest).ErrorAt("Indirect reseller"));
        var refused = await page.Form("Give grant").Without("Input.ResellerId").Tamper("Input.ResellerId", $"{stranger.Id}").SubmitAsync("Give grant");
        Assert.StartsWith("This indirect reseller no longer works for you", refused.ErrorAt("Indirect reseller"), StringComparison.Ordinal);
        (await client.GetAsync($"/partners/grants/{plain}")).Expect(HttpStatusCode.NotFound);

        page = await client.OpenAsync($"/partners/grants/{azure}");
        var given = await (await page.Form("Give grant").Fill("Indirect reseller", reseller.Name).SubmitAsync("Give grant")).FollowAsync();
        given.ExpectText("The tenant owner grant is given.").ExpectText(customer.Admin.Name);
        using var partner = await portal.Given.SignedInAsync(reseller.Admin);
        (await partner.OpenAsync($"/customers/{customer.Id}")).ExpectText("You are tenant owner of");
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        Assert.Contains(customer.Admin.Name, (await staff.OpenAsync($"/customers/{customer.Id}/admin-relationships")).Text, StringComparison.Ordinal);

        (await (await given.Form("Withdraw grant").SubmitAsync("Withdraw grant")).FollowAsync()).ExpectText("withdrawn").ExpectText("No reseller may administer");
        Assert.False((await partner.OpenAsync($"/customers/{customer.Id}")).Shows("You are tenant owner of"));

        // Given again, it ends with the partnership.
        await portal.ActAsync<GiveAzureGrant, Result>(customer, give => give.ExecuteAsync(azure, reseller.Id, default));
        Assert.True((await portal.ActAsync<EndPartnership, Result>(provider, end => end.ExecuteAsync(reseller.Id, default))).Succeeded);
        Assert.NotNull(await portal.Given.ReadAsync(db => db.AzureGrants.Where(g => g.SubscriptionId == azure).Select(g => g.WithdrawnAt).SingleAsync()));
    }

    [Fact]
    public async Task Only_the_administrator_decides()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider, reseller: reseller);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        using var partner = await portal.Given.SignedInAsync(reseller.Admin);

        foreach (var client in new[] { staff, partner })
        {
            (await client.GetAsync("/partners")).Expect(HttpStatusCode.NotFound);
            (await client.GetAsync($"/partners/{reseller.Id}/remove")).Expect(HttpStatusCode.NotFound);
        }

        Assert.Equal(ErrorKind.NotFound, (await portal.ActAsync<RemoveAdministration, Result>(provider, remove => remove.ExecuteAsync(reseller.Id, default))).Errors[0].Kind);
        Assert.Equal(ErrorKind.NotFound, (await portal.ActAsync<RemoveAssociation, Result>(customer, remove => remove.ExecuteAsync(customer.Id, reseller.Id, default))).Errors[0].Kind);
    }
}
