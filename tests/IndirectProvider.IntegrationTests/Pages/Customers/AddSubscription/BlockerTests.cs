using System.Net;
using IndirectProvider.Orders;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Stories;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Customers.AddSubscription;

/// <summary>What keeps a product from being added, said at its line, and what becomes of an order that was overtaken.</summary>
public sealed class BlockerTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const string Indirect = "We act as indirect partner for this customer: the indirect reseller named above owns the customer relationship.";
    private const string Shield = "Altostrata Domain Shield";

    [Fact]
    public async Task What_the_customer_has_once_is_refused_and_shown_as_owned()
    {
        var scene = await SceneAsync();
        await portal.Given.SubscriptionAsync(scene.Provider, scene.Customer, "ALT-DOM-SHD", 1);
        await portal.Given.SubscriptionAsync(scene.Provider, scene.Customer, "ALT-OFF-STD-TRY", 25);
        var step = await scene.Staff.OpenAsync(scene.Step.Path);
        step.ExpectText("Active This customer has 1 license of it.");

        var again = (await step.Form("Next: Review").Tick(Shield).Tick("Altostrata Office Standard Trial").Tick("Altostrata Diagrams").SubmitAsync("Next: Review"))
            .Expect(HttpStatusCode.BadRequest);

        Assert.Equal("A customer can have this product only once, and this one has it already. Untick it.", again.ErrorAt(Shield));
        Assert.Equal("This customer has had this trial already. Untick it.", again.ErrorAt("Altostrata Office Standard Trial"));
        Assert.Equal(2, again.ErrorSummary.Count);
        var answer = await again.Form("Next: Review").Untick(Shield).Untick("Altostrata Office Standard Trial").SubmitAsync("Next: Review");
        (await answer.FollowToAsync(step.StepPath("review"))).ExpectText("1 product, 1 license");
    }

    [Fact]
    public async Task A_suspended_subscription_is_offered_for_reactivation()
    {
        var scene = await SceneAsync();
        var id = await portal.Given.SubscriptionAsync(scene.Provider, scene.Customer);
        await portal.Given.SaveAsync(db => db.Subscriptions.Include(s => s.Offer).Single(s => s.Id == id).Suspend("unpaid", Actor.Portal, portal.Given.Now));

        var again = (await scene.Step.Form("Next: Review").Tick("Altostrata Office Standard").SubmitAsync("Next: Review")).Expect(HttpStatusCode.BadRequest);

        Assert.Equal(
            "This customer has a suspended subscription of this product. Reactivate that one, and untick this.", again.ErrorAt("Altostrata Office Standard"));
        Assert.NotNull(again.Row("Altostrata Office Standard Everything").QuerySelector($"a[href='/customers/{scene.Customer.Id}/subscriptions/{id}']"));
    }

    [Fact]
    public async Task An_add_on_goes_with_a_base_in_use()
    {
        var scene = await SceneAsync();
        var refused = (await scene.Step.Form("Next: Review").Tick("Altostrata Domestic Calling Plan").SubmitAsync("Next: Review")).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(
            "This add-on needs one of these, active or in the same order: Altostrata Cloud Telephony.", refused.ErrorAt("Altostrata Domestic Calling Plan"));

        await portal.Given.SubscriptionAsync(scene.Provider, scene.Customer, "ALT-TEL-STD");
        var answer = await refused.Form("Next: Review").SubmitAsync("Next: Review");

        (await answer.FollowToAsync(scene.Step.StepPath("review"))).ExpectText("1 product, 1 license");
    }

    [Fact]
    public async Task Licenses_and_products_not_sold_are_refused_at_their_lines()
    {
        var provider = await portal.Given.ProviderAsync(country: "SA");
        var customer = await portal.Given.CustomerAsync(provider);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var step = await staff.BeginAddSubscriptionAsync(customer.Id);
        Assert.DoesNotContain("Altostrata Cloud Telephony", step.Form("Next: Review").Labels);

        var again = (await step.Form("Next: Review")
            .Pick("Altostrata Office Standard", "ALT-OFF-STD", "301").Pick("Altostrata Private Access", "ALT-NET-ACC", "4")
            .Tamper("Lines.Index", "ALT-TEL-STD").Tamper("Lines[ALT-TEL-STD].OfferId", "ALT-TEL-STD").Tamper("Lines[ALT-TEL-STD].Picked", "true")
            .SubmitAsync("Next: Review")).Expect(HttpStatusCode.BadRequest);

        Assert.Contains("Altostrata Office Standard: Enter a whole number from 1 to 300.", again.ErrorSummary);
        Assert.Contains("Altostrata Private Access: Enter a whole number from 5 to 300.", again.ErrorSummary);
    }

    [Fact]
    public async Task A_partnership_that_ended_before_submitting_is_said_and_everything_is_kept()
    {
        var scene = await SceneAsync();
        var review = await scene.Step.ToReviewAsync();
        await portal.Given.SaveAsync(db => db.Partnerships.Single(p => p.ResellerId == scene.Reseller.Id).End(portal.Given.Now));

        var again = (await review.Form("Submit").Tick(Indirect).SubmitAsync("Submit")).Expect(HttpStatusCode.BadRequest);

        var error = Assert.Single(again.ErrorSummary);
        Assert.StartsWith("Altostrata Office Standard: This indirect reseller can't be named any more", error, StringComparison.Ordinal);
        var link = again.Document.QuerySelector(".error-summary a")!.GetAttribute("href")!;
        var step = await scene.Staff.OpenAsync(link);
        Assert.Equal($"{scene.Reseller.Name} (no longer available)", step.Form("Next: Review").Value("Indirect reseller", step.Row("Altostrata Office Standard Everything")));
        Assert.False(await portal.Given.ReadAsync(db => db.Orders.AnyAsync(o => o.CustomerId == scene.Customer.Id)));
    }

    [Fact]
    public async Task What_was_bought_meanwhile_is_said_at_the_review()
    {
        var scene = await SceneAsync();
        var answer = await scene.Step.Form("Next: Review").Tick(Shield).SubmitAsync("Next: Review");
        var review = await answer.FollowToAsync(scene.Step.StepPath("review"));
        await portal.Given.SubscriptionAsync(scene.Provider, scene.Customer, "ALT-DOM-SHD", 1);

        var again = (await review.Form("Submit").Tick(Indirect).SubmitAsync("Submit")).Expect(HttpStatusCode.BadRequest);

        Assert.Equal([$"{Shield}: A customer can have this product only once, and this one has it already. Untick it."], again.ErrorSummary);
    }

    [Theory]
    [InlineData("4", "Enter the PartnerID: 5 to 10 digits.")]
    [InlineData("12345abc", "Enter the PartnerID: 5 to 10 digits.")]
    [InlineData("", "Enter the PartnerID: 5 to 10 digits.")]
    [InlineData("98989898", "None of your indirect resellers has the PartnerID 98989898.")]
    [InlineData("own", "This is your own PartnerID.")]
    [InlineData("unsigned", "has not accepted the partner agreement yet and can't be named before.")]
    [InlineData("stranger", "None of your indirect resellers has the PartnerID")]
    [InlineData("left", "has ended.")]
    public async Task A_PartnerID_that_can_t_be_named_is_refused_by_Verify_and_by_Next(string typed, string message)
    {
        var scene = await SceneAsync();
        typed = await PartnerIdAsync(scene, typed);
        var line = scene.Step.Row("Altostrata Office Standard Everything");
        var form = scene.Step.Form("Next: Review").Select("ALT-OFF-STD", "ResellerId", DraftLineInput.ByPartnerId).Tamper("Lines[ALT-OFF-STD].PartnerId", typed);

        var verified = (await form.SubmitAsync("Verify", line)).Expect(HttpStatusCode.BadRequest);
        var next = (await verified.Form("Next: Review").SubmitAsync("Next: Review")).Expect(HttpStatusCode.BadRequest);

        foreach (var page in new[] { verified, next })
        {
            var field = page.Control("PartnerID", page.Row("Altostrata Office Standard Everything"));
            Assert.Equal(typed, field.GetAttribute("value") ?? "");
            Assert.Contains(message, AccessibleName.VisibleText(page.Document.GetElementById($"{field.Id}-error")!), StringComparison.Ordinal);
            Assert.Contains(message, Assert.Single(page.ErrorSummary), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Verify_shows_the_name_and_keeps_everything_in_both_wizards()
    {
        var scene = await SceneAsync();
        var newCustomer = await (await scene.Staff.BeginNewCustomerAsync()).ToSubscriptionsAsync(NewCustomerStory.FreePrefix());
        foreach (var step in new[] { scene.Step, newCustomer })
        {
            var form = step.Form("Next: Review").Pick("Altostrata Diagrams", "ALT-DIA-STD", "7").Tamper("Lines[ALT-OFF-STD].PartnerId", scene.Reseller.PartnerId);

            var verified = await form.SubmitAsync("Verify", step.Row("Altostrata Office Standard Everything"));

            verified.Expect(HttpStatusCode.OK).ExpectText("2 picked");
            Assert.Equal($"Verified: {scene.Reseller.Name}", AccessibleName.VisibleText(verified.Document.QuerySelector(".field-verified")!));
            Assert.Equal("Enter a PartnerID", verified.Form("Next: Review").Value("Indirect reseller", verified.Row("Altostrata Office Standard Everything")));
            Assert.Equal("7", verified.Form("Next: Review").Value("Licenses", verified.Row("Altostrata Diagrams")));
            var answer = await verified.Form("Next: Review").SubmitAsync("Next: Review");
            var review = await answer.FollowToAsync(step.StepPath("review"));
            review.ExpectText($"{scene.Reseller.Name} (PartnerID {scene.Reseller.PartnerId})");
        }
    }

    [Fact]
    public async Task The_Enter_key_goes_on_unless_another_search_was_typed()
    {
        var scene = await SceneAsync();
        var enter = async (Page page, HtmlForm form) =>
        {
            var first = page.Document.QuerySelector("form:has(#Q) button")!;
            Assert.Equal("true", first.GetAttribute("aria-hidden"));
            var request = form.Tamper("shown", first.GetAttribute("value") ?? "").Request("Next: Review");
            request.RequestUri = new Uri(request.RequestUri!, first.GetAttribute("formaction"));
            return await scene.Staff.SendAsync(request);
        };

        var searched = await (await enter(scene.Step, scene.Step.Form("Next: Review").Tick("Altostrata Diagrams").Fill("Search products", "backup"))).FollowAsync();
        Assert.Contains("q=backup", searched.Path, StringComparison.Ordinal);
        await (await enter(searched, searched.Form("Next: Review"))).FollowToAsync(scene.Step.StepPath("review"));
    }

    private async Task<string> PartnerIdAsync(Scene scene, string kind)
    {
        switch (kind)
        {
            case "own":
                await portal.Given.SaveAsync(db => db.Entry(db.Providers.Single(p => p.Id == scene.Provider.Id)).Property(p => p.PartnerId).CurrentValue = "5551234");
                return "5551234";
            case "unsigned":
                return (await portal.Given.ResellerAsync(agreement: false, partnerOf: scene.Provider)).PartnerId;
            case "stranger":
                return (await portal.Given.ResellerAsync()).PartnerId;
            case "left":
                await portal.Given.SaveAsync(db => db.Partnerships.Single(p => p.ResellerId == scene.Reseller.Id).End(portal.Given.Now));
                return scene.Reseller.PartnerId;
            default:
                return kind;
        }
    }

    private async Task<Scene> SceneAsync()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider, reseller: reseller);
        var staff = await portal.Given.SignedInAsync(provider.Admin);
        return new Scene(provider, reseller, customer, staff, await staff.BeginAddSubscriptionAsync(customer.Id));
    }

    private sealed record Scene(GivenProvider Provider, GivenReseller Reseller, GivenCustomer Customer, PortalClient Staff, Page Step);
}
