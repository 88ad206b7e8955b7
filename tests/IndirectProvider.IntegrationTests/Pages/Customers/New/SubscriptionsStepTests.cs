using System.Net;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Stories;

namespace IndirectProvider.IntegrationTests.Pages.Customers.New;

/// <summary>Step 2 of the wizard.</summary>
public sealed class SubscriptionsStepTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Lists_what_is_sold_in_the_country_with_the_chosen_reseller_as_default()
    {
        var (reseller, step) = await SceneAsync();

        var row = step.Row("Altostrata Office Standard Everything");
        Assert.Equal(reseller.Name, step.Form("Next: Review").Value("Indirect reseller", row));
        Assert.Equal("1 year, billed monthly", step.Form("Next: Review").Value("Term and billing", row));
        Assert.Equal("25", step.Form("Next: Review").Value("Licenses", step.Row("Altostrata Office Standard Trial")));
        Assert.True(step.Control("Licenses", step.Row("Altostrata Office Standard Trial")).HasAttribute("readonly"));
        step.ExpectText("Productivity").ExpectText("Add-on. Needs one of these in the same order: Altostrata Cloud Telephony.");
    }

    [Fact]
    public async Task Nothing_picked_is_refused()
    {
        var (_, step) = await SceneAsync();

        var again = (await step.Form("Next: Review").SubmitAsync("Next: Review")).Expect(HttpStatusCode.BadRequest);

        Assert.Equal(["Pick at least one product."], again.ErrorSummary);
    }

    [Theory]
    [InlineData("0", "Enter a whole number from 1 to 300.")]
    [InlineData("301", "Enter a whole number from 1 to 300.")]
    [InlineData("many", "Enter a whole number from 1 to 300.")]
    [InlineData("", "Enter a whole number from 1 to 300.")]
    public async Task Bad_licenses_get_their_message_and_stay(string licenses, string message)
    {
        var (_, step) = await SceneAsync();

        var again = await step.Form("Next: Review").Pick("Altostrata Office Standard", "ALT-OFF-STD", licenses).SubmitAsync("Next: Review");

        var field = again.Expect(HttpStatusCode.BadRequest).Control("Licenses", again.Row("Altostrata Office Standard Everything"));
        Assert.Equal(licenses, field.GetAttribute("value") ?? "");
        Assert.Equal(message, AccessibleName.VisibleText(again.Document.GetElementById($"{field.Id}-error")!));
        Assert.Equal([$"Altostrata Office Standard: {message}"], again.ErrorSummary);
        Assert.Equal("true", again.Form("Next: Review").Value("Altostrata Office Standard"));
    }

    [Fact]
    public async Task An_add_on_without_its_base_is_refused_at_its_line()
    {
        var (_, step) = await SceneAsync();

        var again = await step.Form("Next: Review").Tick("Altostrata Domestic Calling Plan").SubmitAsync("Next: Review");

        Assert.Equal(
            "This add-on needs one of these in the same order: Altostrata Cloud Telephony.",
            again.Expect(HttpStatusCode.BadRequest).ErrorAt("Altostrata Domestic Calling Plan"));
        var answer = await again.Form("Next: Review").Tick("Altostrata Cloud Telephony").SubmitAsync("Next: Review");
        (await answer.FollowToAsync(step.StepPath("review"))).ExpectText("Altostrata Domestic Calling Plan").ExpectText("2 products, 2 licenses");
    }

    [Fact]
    public async Task Filtering_keeps_what_was_picked_and_shows_it_on_top()
    {
        var (_, step) = await SceneAsync();

        var answer = await step.Form("Filter").Pick("Altostrata Office Standard", "ALT-OFF-STD", "17").Fill("Search products", "backup").SubmitAsync("Filter");
        var filtered = await answer.FollowAsync();

        Assert.Contains("q=backup", filtered.Path, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("true", filtered.Form("Filter").Value("Altostrata Office Standard"));
        Assert.Equal("17", filtered.Form("Filter").Value("Licenses", filtered.Row("Altostrata Office Standard Everything")));
        Assert.Equal("backup", filtered.Form("Filter").Value("Search products"));
        Assert.DoesNotContain("Altostrata Diagrams", filtered.Form("Filter").Labels);
        Assert.Contains("Altostrata Backup for Office", filtered.Form("Filter").Labels);

        answer = await filtered.Form("Filter").Tick("Altostrata Backup for Servers").Fill("Search products", "").Fill("Category", "Security").SubmitAsync("Filter");
        var security = await answer.FollowAsync();
        Assert.Equal("true", security.Form("Filter").Value("Altostrata Backup for Servers"));
        Assert.Contains("Altostrata Domain Shield", security.Form("Filter").Labels);
        Assert.DoesNotContain("Altostrata Backup for Office", security.Form("Filter").Labels);

        var none = await (await security.Form("Filter").Fill("Search products", "zzz").SubmitAsync("Filter")).FollowAsync();
        none.ExpectText("No other product matches this filter");
        answer = await none.Form("Show all products").SubmitAsync("Show all products");
        Assert.Equal("true", (await answer.FollowToAsync(step.StepPath("subscriptions"))).Form("Filter").Value("Altostrata Backup for Servers"));
    }

    [Fact]
    public async Task Stepping_back_and_forth_keeps_everything()
    {
        var (reseller, step) = await SceneAsync();

        var answer = await step.Form("Back").Pick("Altostrata Office Standard", "ALT-OFF-STD", "nonsense").SubmitAsync("Back");
        var customer = await answer.FollowToAsync(step.StepPath("customer"));

        Assert.Equal("Nordlicht Medien GmbH", customer.Form("Next: Subscriptions").Value("Company name"));
        answer = await customer.Form("Next: Subscriptions").Fill("Indirect reseller", "No indirect reseller").SubmitAsync("Next: Subscriptions");
        var back = await answer.FollowToAsync(step.StepPath("subscriptions"));
        var row = back.Row("Altostrata Office Standard Everything");
        Assert.Equal("nonsense", back.Form("Next: Review").Value("Licenses", row));
        // The line was credited to the reseller of the account, so it follows the choice.
        Assert.Equal("No indirect reseller", back.Form("Next: Review").Value("Indirect reseller", row));
        Assert.Contains(reseller.Name, back.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_customer_the_first_step_comes_first()
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = await portal.Given.SignedInAsync(provider.Admin);
        var first = await client.BeginNewCustomerAsync();

        Assert.Equal(first.StepPath("customer"), (await client.GetAsync(first.StepPath("subscriptions"))).Location);
        Assert.Equal(first.StepPath("customer"), (await client.GetAsync(first.StepPath("review"))).Location);
    }

    private async Task<(GivenReseller Reseller, Page Step)> SceneAsync()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        var client = await portal.Given.SignedInAsync(provider.Admin);
        return (reseller, await (await client.BeginNewCustomerAsync(reseller.Id)).ToSubscriptionsAsync(NewCustomerStory.FreePrefix()));
    }
}
