using System.Net;
using IndirectProvider.Audit;
using IndirectProvider.Customers;
using IndirectProvider.Orders;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Stories;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Customers.New;

/// <summary>Step 3 of the wizard, and how it ends.</summary>
public sealed class ReviewStepTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const string Indirect = "We act as indirect partner for this customer: the indirect reseller named above owns the customer relationship.";
    private const string Direct = "We act as direct partner for this customer: no indirect reseller is involved.";

    [Fact]
    public async Task Shows_everything_and_submits_once()
    {
        var scene = await SceneAsync();

        Assert.Equal("Review", scene.Review.Heading);
        Assert.Equal(scene.Reseller.Name, scene.Review.Value("Indirect reseller"));
        Assert.Equal($"{scene.Prefix}.tenants.example", scene.Review.Value("Domain"));
        Assert.Equal("Hafenstraße 5 20457 Hamburg Germany", scene.Review.Value("Address"));
        Assert.Equal("+4940123456", scene.Review.Value("Phone"));
        Assert.Equal("German", scene.Review.Value("Language"));
        scene.Review.ExpectText("1 product, 10 licenses").ExpectText("1 year, billed monthly");
        Assert.Equal("We act as indirect partner", Indirect[..26]);

        var request = () => scene.Review.Form("Submit").Tick(Indirect).Request("Submit");
        var answer = await scene.Client.SendAsync(request());
        var again = await scene.Client.SendAsync(request());

        Assert.EndsWith("/confirmation", answer.Location, StringComparison.Ordinal);
        Assert.Equal(answer.Location, again.Location);
        var order = await portal.Given.ReadAsync(db => db.Orders.Include(o => o.Lines).SingleAsync(o => o.ProviderId == scene.Provider.Id));
        Assert.Equal((PartnerAttestation.Indirect, scene.Reseller.Id), (order.Attestation, order.ResellerId));
        Assert.Equal((10, scene.Reseller.Id), (order.Lines[0].Quantity, order.Lines[0].ResellerId));
        foreach (var step in new[] { "customer", "subscriptions", "review", "cancel" })
        {
            Assert.Equal(answer.Location, (await scene.Client.GetAsync(scene.Review.StepPath(step))).Location);
        }
    }

    [Fact]
    public async Task Without_a_reseller_the_provider_acts_as_direct_partner()
    {
        var scene = await SceneAsync(withReseller: false);

        await scene.Review.Form("Submit").Tick(Direct).SubmitAsync("Submit");

        var order = await portal.Given.ReadAsync(db => db.Orders.SingleAsync(o => o.ProviderId == scene.Provider.Id));
        Assert.Equal(PartnerAttestation.Direct, order.Attestation);
    }

    [Fact]
    public async Task Without_the_attestation_nothing_is_ordered()
    {
        var scene = await SceneAsync();

        var again = (await scene.Review.Form("Submit").SubmitAsync("Submit")).Expect(HttpStatusCode.BadRequest);

        Assert.Equal("Confirm how you act for this customer before you submit.", again.ErrorAt(Indirect));
        Assert.False(await portal.Given.ReadAsync(db => db.Orders.AnyAsync(o => o.ProviderId == scene.Provider.Id)));
    }

    [Fact]
    public async Task A_reseller_that_left_meanwhile_is_said_and_everything_is_kept()
    {
        var scene = await SceneAsync();
        await portal.Given.SaveAsync(db => db.Partnerships.Single(p => p.ResellerId == scene.Reseller.Id).End(portal.Given.Now));

        var again = (await scene.Review.Form("Submit").Tick(Indirect).SubmitAsync("Submit")).Expect(HttpStatusCode.BadRequest);

        Assert.Equal(2, again.ErrorSummary.Count);
        Assert.All(again.ErrorSummary, e => Assert.Contains("This indirect reseller can't be named any more", e, StringComparison.Ordinal));
        var links = again.Document.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.EndsWith("/customer?check=true#ResellerId", links[0], StringComparison.Ordinal);
        var customer = await scene.Client.OpenAsync(links[0]);
        Assert.Contains("can't be named any more", customer.ErrorAt("Indirect reseller"), StringComparison.Ordinal);
        Assert.Equal($"{scene.Reseller.Name} (no longer available)", customer.Form("Next: Subscriptions").Value("Indirect reseller"));
        Assert.Equal("Nordlicht Medien GmbH", customer.Form("Next: Subscriptions").Value("Company name"));

        var answer = await customer.Form("Next: Subscriptions").Fill("Indirect reseller", "No indirect reseller").SubmitAsync("Next: Subscriptions");
        var subscriptions = await answer.FollowToAsync(scene.Review.StepPath("subscriptions"));
        var review = await (await subscriptions.Form("Next: Review").SubmitAsync("Next: Review")).FollowToAsync(scene.Review.StepPath("review"));
        answer = await review.Form("Submit").Tick(Direct).SubmitAsync("Submit");
        Assert.EndsWith("/confirmation", answer.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prefix_taken_meanwhile_is_said_and_everything_is_kept()
    {
        var scene = await SceneAsync();
        await portal.Given.SaveAsync(db => db.TenantDomains.Add(TenantDomain.Reserve(scene.Prefix, scene.Provider.Id, portal.Given.Now)));

        var again = (await scene.Review.Form("Submit").Tick(Indirect).SubmitAsync("Submit")).Expect(HttpStatusCode.BadRequest);

        Assert.Equal([$"{scene.Prefix}.tenants.example is already taken. Choose another prefix."], again.ErrorSummary);
        var customer = await scene.Client.OpenAsync(again.Document.QuerySelector(".error-summary a")!.GetAttribute("href")!);
        Assert.NotNull(customer.ErrorAt("Domain prefix"));
        var answer = await customer.Form("Next: Subscriptions").Fill("Domain prefix", NewCustomerStory.FreePrefix()).SubmitAsync("Next: Subscriptions");
        var subscriptions = await answer.FollowToAsync(scene.Review.StepPath("subscriptions"));
        Assert.Equal("10", subscriptions.Form("Next: Review").Value("Licenses", subscriptions.Row("Altostrata Office Standard Everything")));
    }

    [Fact]
    public async Task What_another_window_changed_is_not_submitted_unseen()
    {
        var scene = await SceneAsync();
        var subscriptions = await scene.Client.OpenAsync(scene.Review.StepPath("subscriptions"));
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await subscriptions.Form("Next: Review").Tamper("Lines[ALT-OFF-STD].Quantity", "300").SubmitAsync("Next: Review");

        var again = (await scene.Review.Form("Submit").Tick(Indirect).SubmitAsync("Submit")).Expect(HttpStatusCode.Conflict);

        again.ExpectText("changed in another window").ExpectText("300 licenses");
        Assert.EndsWith("/confirmation", (await again.Form("Submit").Tick(Indirect).SubmitAsync("Submit")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_discards_everything_after_one_confirmation()
    {
        var scene = await SceneAsync();

        var ask = await (await scene.Review.Form("Cancel").SubmitAsync("Cancel")).FollowAsync();
        ask.ExpectText("Everything you typed for Nordlicht Medien GmbH is deleted.");
        Assert.Equal("Review", (await ask.ClickAsync("Keep working on it")).Heading);
        var answer = await ask.Form("Discard everything").SubmitAsync("Discard everything");

        (await answer.FollowToAsync("/customers")).ExpectText("The new customer was discarded. Nothing was ordered.");
        Assert.False(await portal.Given.ReadAsync(db => db.OrderDrafts.AnyAsync(d => d.ProviderId == scene.Provider.Id)));
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.AuditRecords.CountAsync(
            r => r.ProviderId == scene.Provider.Id && r.Action == AuditAction.OrderDraftCanceled)));
        foreach (var step in new[] { "customer", "subscriptions", "review", "cancel" })
        {
            var ended = (await scene.Client.GetAsync(scene.Review.StepPath(step))).Expect(HttpStatusCode.NotFound);
            ended.ExpectText("This wizard was finished or canceled");
            Assert.True(ended.HasLink("Start anew"));
        }

        // What a script still had to save doesn't bring it back.
        var late = scene.Review.Form("Submit").Request("Submit");
        late.RequestUri = new Uri(late.RequestUri!, scene.Review.StepPath("customer") + "?handler=Save");
        (await scene.Client.SendAsync(late)).Expect(HttpStatusCode.NotFound);
        Assert.False(await portal.Given.ReadAsync(db => db.OrderDrafts.AnyAsync(d => d.ProviderId == scene.Provider.Id)));
    }

    private async Task<Scene> SceneAsync(bool withReseller = true)
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        var client = await portal.Given.SignedInAsync(provider.Admin);
        var prefix = NewCustomerStory.FreePrefix();
        var step = await client.BeginNewCustomerAsync(withReseller ? reseller.Id : null);
        return new Scene(provider, reseller, client, prefix, await (await step.ToSubscriptionsAsync(prefix)).ToReviewAsync());
    }

    private sealed record Scene(GivenProvider Provider, GivenReseller Reseller, PortalClient Client, string Prefix, Page Review);
}
