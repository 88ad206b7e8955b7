using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Customers;
using IndirectProvider.Subscriptions;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Customers;

/// <summary>The provider adds, changes and removes the resellers associated with a customer.</summary>
public sealed class AssociationTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Adding_says_first_what_it_grants_and_tells_both_by_mail()
    {
        var (provider, reseller, _, customer) = await GivenAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        using var partner = await portal.Given.SignedInAsync(reseller.Admin);
        (await partner.GetAsync($"/customers/{customer.Id}")).Expect(HttpStatusCode.NotFound);

        var choose = await (await staff.OpenAsync($"/customers/{customer.Id}/admin-relationships")).ClickAsync("Add indirect reseller");
        var confirm = await choose.Form("Next").Fill("Indirect reseller", $"{reseller.Name} ({reseller.PartnerId})").SubmitAsync("Next");
        confirm.ExpectText($"What {reseller.Name} may do then").ExpectText("Manage all subscriptions");
        var form = confirm.Form("Add indirect reseller");
        (await (await form.SubmitAsync("Add indirect reseller")).FollowAsync()).ExpectText($"{reseller.Name} manages the customer now.");
        (await form.SubmitAsync("Add indirect reseller")).Expect(HttpStatusCode.Found);

        await portal.MailBox.WaitForAsync(m => m.IsTo(customer.ContactEmail) && m.Subject == $"{reseller.Name} now manages your account");
        await portal.MailBox.WaitForAsync(m => m.IsTo(reseller.Admin.UserName) && m.Subject == $"You now manage {customer.Name}");
        Assert.Equal(2, await portal.Given.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.ProviderId == provider.Id)));
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.AuditRecords.CountAsync(r =>
            r.CustomerId == customer.Id && r.ResellerId == reseller.Id && r.Action == AuditAction.ResellerAssociated)));
        (await partner.OpenAsync($"/customers/{customer.Id}/account")).ExpectText(customer.ContactEmail);
    }

    [Fact]
    public async Task Removing_lets_support_fall_back_unless_credited_and_tells_both()
    {
        var (provider, reseller, other, customer) = await GivenAsync();
        await portal.Given.SaveAsync(db => db.Customers.Include(c => c.Resellers).Single(c => c.Id == customer.Id).Associate(reseller.Id, portal.Given.Now));
        var supported = await portal.Given.SubscriptionAsync(provider, customer, supportContact: reseller);
        var credited = await portal.Given.SubscriptionAsync(provider, customer, "ALT-OFF-BAS", reseller: reseller, supportContact: reseller);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        var list = await staff.OpenAsync($"/customers/{customer.Id}/admin-relationships");
        var page = await list.ClickAsync("Remove", list.Document.QuerySelectorAll("tbody tr").First(r => r.TextContent.Contains(reseller.Name, StringComparison.Ordinal)));
        page.ExpectText($"{provider.Name} becomes the support contact of: Altostrata Office Standard.").ExpectText("stays credited on these subscriptions");
        var form = page.Form("Remove indirect reseller");
        (await (await form.SubmitAsync("Remove indirect reseller")).FollowAsync()).ExpectText("no longer manages").ExpectText("Removed by you");
        (await form.SubmitAsync("Remove indirect reseller")).Expect(HttpStatusCode.Found);

        await portal.Given.ReadAsync(async db =>
        {
            Assert.Null((await db.Subscriptions.SingleAsync(s => s.Id == supported)).SupportContactResellerId);
            Assert.Equal(reseller.Id, (await db.Subscriptions.SingleAsync(s => s.Id == credited)).SupportContactResellerId);
            Assert.True(await db.SubscriptionEvents.AnyAsync(e => e.SubscriptionId == supported && e.Kind == SubscriptionEventKind.SupportContactChanged && e.Number > 2));
            return true;
        });
        var told = await portal.MailBox.WaitForAsync(m => m.IsTo(customer.ContactEmail) && m.Subject == $"{reseller.Name} no longer manages your account");
        Assert.Contains("Altostrata Office Standard", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Altostrata Office Basic", told.Text, StringComparison.Ordinal);
        await portal.MailBox.WaitForAsync(m => m.IsTo(reseller.Admin.UserName) && m.Subject == $"You no longer manage {customer.Name}");
        Assert.NotNull(other);
    }

    [Fact]
    public async Task One_is_changed_for_another_at_once()
    {
        var (provider, reseller, other, customer) = await GivenAsync();
        await portal.Given.SaveAsync(db => db.Customers.Include(c => c.Resellers).Single(c => c.Id == customer.Id).Associate(reseller.Id, portal.Given.Now));
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        var choose = await (await staff.OpenAsync($"/customers/{customer.Id}/admin-relationships")).ClickAsync("Change");
        var confirm = await choose.Form("Next").Fill("Indirect reseller", $"{other.Name} ({other.PartnerId})").SubmitAsync("Next");
        confirm.ExpectText($"What {other.Name} may do then").ExpectText($"What ends for {reseller.Name}");
        var list = await (await confirm.Form("Change indirect reseller").SubmitAsync("Change indirect reseller")).FollowAsync();

        Assert.Contains("Ended", list.Row(reseller.Name).TextContent, StringComparison.Ordinal);
        Assert.Contains("Active", list.Row(other.Name).TextContent, StringComparison.Ordinal);
        using var former = await portal.Given.SignedInAsync(reseller.Admin);
        (await former.GetAsync($"/customers/{customer.Id}")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Removed_by_many_clicks_at_once_it_ends_once_and_everybody_is_told_once()
    {
        var (provider, reseller, _, customer) = await GivenAsync();
        await portal.Given.SaveAsync(db => db.Customers.Include(c => c.Resellers).Single(c => c.Id == customer.Id).Associate(reseller.Id, portal.Given.Now));
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var page = await staff.OpenAsync($"/customers/{customer.Id}/admin-relationships/{reseller.Id}/remove");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Task.Run(() => staff.SendAsync(page.Form("Remove indirect reseller").Request("Remove indirect reseller")))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Found, a.Status));
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.AuditRecords.CountAsync(r => r.Action == AuditAction.ResellerDissociated && r.SubjectId == customer.Id)));
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.Kind == "AssociationChanged" && m.ToAddress == customer.ContactEmail)));
    }

    [Fact]
    public async Task Whom_the_customer_removed_comes_back_only_with_its_consent()
    {
        var (provider, reseller, _, customer) = await GivenAsync();
        await portal.Given.SaveAsync(db =>
        {
            var row = db.Customers.Include(c => c.Resellers).Single(c => c.Id == customer.Id);
            row.Associate(reseller.Id, portal.Given.Now);
            row.Resellers[0].End(AssociationEnd.Customer, portal.Given.Now);
        });
        using var staff = await portal.Given.SignedInAsync(provider.Admin, "de");
        var confirm = await staff.OpenAsync($"/customers/{customer.Id}/admin-relationships/add?Input.ResellerId={reseller.Id}");
        confirm.ExpectText($"Der Kunde hat {reseller.Name} selbst entfernt");

        var refused = await confirm.Form("Indirekten Händler hinzufügen").SubmitAsync("Indirekten Händler hinzufügen");
        refused.Expect(HttpStatusCode.BadRequest);
        Assert.StartsWith("Der Kunde hat diesen Händler selbst entfernt.", refused.ErrorAt("Der Kunde hat zugestimmt"), StringComparison.Ordinal);
        var added = await refused.Form("Indirekten Händler hinzufügen").Tick("Der Kunde hat zugestimmt").SubmitAsync("Indirekten Händler hinzufügen");
        (await added.FollowAsync()).ExpectText("Aktiv");
    }

    [Fact]
    public async Task A_partnership_that_ended_while_the_page_was_open_is_said_at_the_place()
    {
        var (provider, reseller, other, customer) = await GivenAsync();
        var withoutAgreement = await portal.Given.ResellerAsync("Without Agreement", agreement: false, partnerOf: provider);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var choose = await staff.OpenAsync($"/customers/{customer.Id}/admin-relationships/add");
        Assert.DoesNotContain(choose.Form("Next").Options("Indirect reseller"), o => o.StartsWith(withoutAgreement.Name, StringComparison.Ordinal));
        var form = (await staff.OpenAsync($"/customers/{customer.Id}/admin-relationships/add?Input.ResellerId={reseller.Id}")).Form("Add indirect reseller");
        await portal.Given.SaveAsync(db => db.Partnerships.Single(p => p.ProviderId == provider.Id && p.ResellerId == reseller.Id).End(portal.Given.Now));

        var page = await form.SubmitAsync("Add indirect reseller");

        Assert.StartsWith("This indirect reseller can't be chosen any more", page.Expect(HttpStatusCode.BadRequest).ErrorAt("Indirect reseller"), StringComparison.Ordinal);
        Assert.Contains($"{other.Name} ({other.PartnerId})", page.Form("Next").Options("Indirect reseller"));
        Assert.False(await portal.Given.ReadAsync(db => db.CustomerResellers.AnyAsync(r => r.CustomerId == customer.Id)));
        using var sales = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, MemberRole.SalesAgent));
        (await sales.GetAsync($"/customers/{customer.Id}/admin-relationships/add")).Expect(HttpStatusCode.Forbidden);
        Assert.False((await sales.OpenAsync($"/customers/{customer.Id}/admin-relationships")).HasLink("Add indirect reseller"));
    }

    private async Task<(GivenProvider Provider, GivenReseller Reseller, GivenReseller Other, GivenCustomer Customer)> GivenAsync()
    {
        var provider = await portal.Given.ProviderAsync();
        return (provider, await portal.Given.ResellerAsync("Beta", partnerOf: provider), await portal.Given.ResellerAsync("Gamma", partnerOf: provider), await portal.Given.CustomerAsync(provider));
    }
}
