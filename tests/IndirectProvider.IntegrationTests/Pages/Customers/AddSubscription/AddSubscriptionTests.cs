using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Orders;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Stories;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Customers.AddSubscription;

/// <summary>Subscriptions added to an existing customer, from the first page to the mails.</summary>
public sealed class AddSubscriptionTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const string Indirect = "We act as indirect partner for this customer: the indirect reseller named above owns the customer relationship.";
    private const string Direct = "We act as direct partner for this customer: no indirect reseller is involved.";
    private const string Office = "Altostrata Office Standard Everything";

    [Fact]
    public async Task Several_products_with_different_resellers_become_subscriptions()
    {
        var provider = await portal.Given.ProviderAsync();
        var manager = await portal.Given.ResellerAsync(partnerOf: provider);
        var credited = await portal.Given.ResellerAsync("Beta Networks", culture: "de", partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider, reseller: manager, culture: "de");
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var step = await staff.BeginAddSubscriptionAsync(customer.Id);
        Assert.Equal("New subscription", step.Heading);
        step.ExpectText(customer.Name).ExpectText("0 picked");
        // The only reseller that manages the account is credited unless chosen otherwise.
        Assert.Equal(manager.Name, step.Form("Next: Review").Value("Indirect reseller", step.Row(Office)));

        var answer = await step.Form("Next: Review")
            .Pick("Altostrata Office Standard", "ALT-OFF-STD", "10")
            .Tick("Altostrata Diagrams").Select("ALT-DIA-STD", "ResellerId", "")
            .Tick("Altostrata Domain Shield").Select("ALT-DOM-SHD", "ResellerId", DraftLineInput.ByPartnerId).Tamper("Lines[ALT-DOM-SHD].PartnerId", $" {credited.PartnerId} ")
            .SubmitAsync("Next: Review");
        var review = await answer.FollowToAsync(step.StepPath("review"));

        review.ExpectText("3 products, 12 licenses").ExpectText($"{credited.Name} (PartnerID {credited.PartnerId})").ExpectText("No indirect reseller");
        var confirmation = await (await review.Form("Submit").Tick(Indirect).SubmitAsync("Submit")).FollowAsync();

        Assert.Equal("Confirmation", confirmation.Heading);
        confirmation.ExpectText("The order is complete").ExpectText($"You find them in the list of {customer.Name}.");
        Assert.False(confirmation.Shows("Setup info") || confirmation.Shows("emporary password"));
        var subscriptions = await portal.Given.ReadAsync(db => db.Subscriptions.Where(s => s.CustomerId == customer.Id).ToListAsync());
        Assert.Equal(
            [("ALT-DIA-STD", 1, null), ("ALT-DOM-SHD", 1, credited.Id), ("ALT-OFF-STD", 10, (Guid?)manager.Id)],
            subscriptions.OrderBy(s => s.OfferId).Select(s => (s.OfferId, s.Quantity, s.ResellerId)));
        Assert.All(subscriptions, s => Assert.NotNull(confirmation.Document.QuerySelector($"a[href='/customers/{customer.Id}/subscriptions/{s.Id}']")));
        Assert.Equal($"/customers/{customer.Id}", confirmation.Document.QuerySelectorAll("main a").Single(a => AccessibleName.Of(a) == "Done").GetAttribute("href"));
        (await staff.OpenAsync(confirmation.Path.Replace("/confirmation", "", StringComparison.Ordinal))).ExpectText("Add them to the customer's list");
        await portal.Given.ReadAsync(async db =>
        {
            var order = await db.Orders.SingleAsync(o => o.CustomerId == customer.Id);
            Assert.Equal((PartnerAttestation.Indirect, OrderState.Completed), (order.Attestation, order.State));
            Assert.Equal([manager.Id], await db.CustomerResellers.Where(r => r.CustomerId == customer.Id).Select(r => r.ResellerId).ToListAsync());
            Assert.Equal(3, await db.AuditRecords.CountAsync(r => r.CustomerId == customer.Id && r.Action == AuditAction.SubscriptionCreated));
            Assert.False(await db.AdminCredentials.AnyAsync(c => c.OrderId == order.Id));
            return true;
        });
    }

    [Fact]
    public async Task Everybody_concerned_gets_a_mail_naming_what_they_may_see()
    {
        var provider = await portal.Given.ProviderAsync();
        var manager = await portal.Given.ResellerAsync(partnerOf: provider);
        var credited = await portal.Given.ResellerAsync("Beta Networks", culture: "de", partnerOf: provider);
        var bystander = await portal.Given.ResellerAsync("Gamma Hosting", partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider, reseller: manager, culture: "de");
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var step = await staff.BeginAddSubscriptionAsync(customer.Id);
        var answer = await step.Form("Next: Review")
            .Pick("Altostrata Office Standard", "ALT-OFF-STD", "10")
            .Tick("Altostrata Diagrams").Select("ALT-DIA-STD", "ResellerId", credited.Id.ToString())
            .SubmitAsync("Next: Review");
        var review = await answer.FollowAsync();

        await review.Form("Submit").Tick(Indirect).SubmitAsync("Submit");

        var toCustomer = await portal.MailBox.WaitForAsync(m => m.IsTo(customer.ContactEmail));
        Assert.Equal($"Neue Abonnements für {customer.Name}", toCustomer.Subject);
        Assert.Contains("Altostrata Office Standard: 10 Lizenzen", toCustomer.Text, StringComparison.Ordinal);
        Assert.Contains("Altostrata Diagrams: 1 Lizenz", toCustomer.Text, StringComparison.Ordinal);
        var toManager = await portal.MailBox.WaitForAsync(m => m.IsTo(manager.Admin.UserName));
        Assert.Equal($"{provider.Name} added subscriptions for {customer.Name}", toManager.Subject);
        Assert.Contains("Altostrata Diagrams: 1 license", toManager.Text, StringComparison.Ordinal);
        var toCredited = await portal.MailBox.WaitForAsync(m => m.IsTo(credited.Admin.UserName));
        Assert.Contains("Altostrata Diagrams: 1 Lizenz", toCredited.Text, StringComparison.Ordinal);
        // Only credited on one of them, it does not learn of the others.
        Assert.DoesNotContain("Office Standard", toCredited.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await portal.MailBox.MessagesAsync(), m => m.IsTo(bystander.Admin.UserName));
    }

    [Fact]
    public async Task What_was_picked_survives_reloading_and_stepping_back()
    {
        var (_, customer, staff, step) = await SceneAsync();

        var review = await step.ToReviewAsync();
        var back = await (await review.Form("Back").SubmitAsync("Back")).FollowToAsync(step.StepPath("subscriptions"));

        Assert.Equal("10", back.Form("Next: Review").Value("Licenses", back.Row(Office)));
        back.ExpectText("1 picked");
        var save = back.Form("Next: Review").Tamper("Lines[ALT-OFF-STD].Quantity", "nonsense").Request("Next: Review");
        save.RequestUri = new Uri(save.RequestUri!, "?handler=Save");
        (await staff.SendAsync(save)).Expect(HttpStatusCode.NoContent);
        var reloaded = await staff.OpenAsync(step.Path);
        Assert.Equal("nonsense", reloaded.Form("Next: Review").Value("Licenses", reloaded.Row(Office)));
        Assert.Equal(customer.Id, await portal.Given.ReadAsync(db => db.OrderDrafts.Where(d => d.CustomerId == customer.Id).Select(d => d.CustomerId).SingleAsync()));
    }

    [Fact]
    public async Task Cancel_discards_the_order_after_one_confirmation()
    {
        var (_, customer, staff, step) = await SceneAsync();
        var review = await step.ToReviewAsync();

        var ask = await (await review.Form("Cancel").SubmitAsync("Cancel")).FollowAsync();
        Assert.Equal("Discard this order?", ask.Heading);
        Assert.Equal("Review", (await ask.ClickAsync("Keep working on it")).Heading);
        var answer = await ask.Form("Discard everything").SubmitAsync("Discard everything");

        (await answer.FollowToAsync($"/customers/{customer.Id}")).ExpectText("The order was discarded. Nothing was ordered.");
        var ended = (await staff.GetAsync(step.Path)).Expect(HttpStatusCode.NotFound);
        Assert.True(ended.HasLink("Start anew"));
        Assert.False(await portal.Given.ReadAsync(db => db.Orders.AnyAsync(o => o.CustomerId == customer.Id)));
    }

    [Fact]
    public async Task Submitting_again_and_going_back_lead_to_the_one_confirmation()
    {
        var (_, customer, staff, step) = await SceneAsync();
        var review = await step.ToReviewAsync();

        var refused = (await review.Form("Submit").SubmitAsync("Submit")).Expect(HttpStatusCode.BadRequest);
        Assert.Equal("Confirm how you act for this customer before you submit.", refused.ErrorAt(Direct));
        var answer = await review.Form("Submit").Tick(Direct).SubmitAsync("Submit");
        var again = await review.Form("Submit").Tick(Direct).SubmitAsync("Submit");

        Assert.Equal(answer.Location, again.Location);
        foreach (var path in new[] { "subscriptions", "review", "cancel" })
        {
            Assert.Equal(answer.Location, (await staff.GetAsync(step.StepPath(path))).Location);
        }

        var order = await portal.Given.ReadAsync(db => db.Orders.SingleAsync(o => o.CustomerId == customer.Id));
        Assert.Equal(PartnerAttestation.Direct, order.Attestation);
    }

    [Fact]
    public async Task German_staff_reads_German()
    {
        var provider = await portal.Given.ProviderAsync(culture: "de");
        var customer = await portal.Given.CustomerAsync(provider);
        using var staff = await portal.Given.SignedInAsync(provider.Admin, "de");

        var step = await staff.BeginAddSubscriptionAsync(customer.Id);
        Assert.Equal("Neues Abonnement", step.Heading);
        var again = await step.Form("Weiter: Überprüfung").Tick("Altostrata Domestic Calling Plan").SubmitAsync("Weiter: Überprüfung");

        Assert.Equal(
            ["Altostrata Domestic Calling Plan: Dieses Zusatzprodukt braucht eines von diesen, aktiv oder in derselben Bestellung: Altostrata Cloud Telephony."],
            again.Expect(HttpStatusCode.BadRequest).ErrorSummary);
    }

    [Theory]
    [InlineData(MemberRole.HelpdeskAgent, HttpStatusCode.Forbidden)]
    [InlineData(MemberRole.BillingAdmin, HttpStatusCode.Forbidden)]
    [InlineData(MemberRole.SalesAgent, HttpStatusCode.Found)]
    public async Task Who_may_order_may_add(MemberRole role, HttpStatusCode status)
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider);
        using var client = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, role));

        (await client.GetAsync($"/customers/{customer.Id}/add-subscription")).Expect(status);
    }

    [Fact]
    public async Task A_draft_belongs_to_one_customer_and_one_person()
    {
        var (provider, customer, staff, step) = await SceneAsync();
        var other = await portal.Given.CustomerAsync(provider, "Other Works");
        var review = await step.ToReviewAsync();
        var elsewhere = (string path) => path.Replace(customer.Id.ToString(), other.Id.ToString(), StringComparison.Ordinal);
        using var colleague = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, MemberRole.AdminAgent));

        foreach (var path in new[] { "subscriptions", "review", "cancel" }.Select(review.StepPath))
        {
            (await staff.GetAsync(elsewhere(path))).Expect(HttpStatusCode.NotFound);
            (await colleague.GetAsync(path)).Expect(HttpStatusCode.NotFound);
        }

        var submit = review.Form("Submit").Tick(Direct).Request("Submit");
        submit.RequestUri = new Uri(submit.RequestUri!, elsewhere(review.Path));
        (await staff.SendAsync(submit)).Expect(HttpStatusCode.NotFound);
        var keep = step.Form("Next: Review").Tick("Altostrata Diagrams").Request("Next: Review");
        keep.RequestUri = new Uri(keep.RequestUri!, elsewhere(step.Path) + "?handler=Save");
        (await staff.SendAsync(keep)).Expect(HttpStatusCode.NotFound);
        // A wizard of a new customer can't be begun under its id either, nor the other way round.
        (await staff.GetAsync($"/customers/new/{step.Path.Split('/')[4]}/customer")).Expect(HttpStatusCode.NotFound);
        var newCustomer = await (await staff.BeginNewCustomerAsync()).ToSubscriptionsAsync(NewCustomerStory.FreePrefix());
        (await staff.GetAsync($"/customers/{customer.Id}/add-subscription/{newCustomer.Path.Split('/')[3]}/subscriptions")).Expect(HttpStatusCode.NotFound);
        Assert.False(await portal.Given.ReadAsync(db => db.Orders.AnyAsync(o => o.ProviderId == provider.Id)));
    }

    private async Task<(GivenProvider Provider, GivenCustomer Customer, PortalClient Staff, Page Step)> SceneAsync()
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider);
        var staff = await portal.Given.SignedInAsync(provider.Admin);
        return (provider, customer, staff, await staff.BeginAddSubscriptionAsync(customer.Id));
    }
}
