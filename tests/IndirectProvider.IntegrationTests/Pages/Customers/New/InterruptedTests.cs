using System.Net;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Stories;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Customers.New;

/// <summary>What gets in between the review and its submission, and what comes after.</summary>
public sealed class InterruptedTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const string Direct = "We act as direct partner for this customer: no indirect reseller is involved.";
    private const string TokenField = "__RequestVerificationToken";

    [Fact]
    public async Task Submitted_after_signing_out_nothing_happens_and_everything_is_kept()
    {
        var (provider, client, review) = await SceneAsync();
        var home = await client.OpenAsync("/");
        await home.Form("Sign out").SubmitAsync("Sign out");

        var signIn = await (await review.Form("Submit").Tick(Direct).SubmitAsync("Submit")).FollowToAsync("/sign-in");
        Assert.Equal(0, await OrdersAsync(provider));

        var again = await (await signIn.Form("Sign in")
            .Fill("E-mail or user name", provider.Admin.UserName).Fill("Password", GivenPortal.Password).SubmitAsync("Sign in")).FollowToAsync(review.Path);
        Assert.Equal(review.Value("Company name"), again.Value("Company name"));
        (await again.Form("Submit").Tick(Direct).SubmitAsync("Submit")).Expect(HttpStatusCode.Found);
        Assert.Equal(1, await OrdersAsync(provider));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_form_with_another_sessions_token_is_explained_and_does_nothing(bool ofTheSamePerson)
    {
        var (provider, client, review) = await SceneAsync();
        using var other = await portal.Given.SignedInAsync(ofTheSamePerson ? provider.Admin : (await portal.Given.ProviderAsync()).Admin);
        var foreign = (await other.OpenAsync("/")).Form("Sign out").Raw(TokenField)!;

        var refused = await review.Form("Submit").Tick(Direct).Tamper(TokenField, foreign).SubmitAsync("Submit");

        refused.Expect(HttpStatusCode.BadRequest).ExpectText("Nothing was changed.").ExpectText("reload the page");
        (await review.Form("Submit").Tick(Direct).Without(TokenField).SubmitAsync("Submit")).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(0, await OrdersAsync(provider));
        var reloaded = await client.OpenAsync(review.Path);
        (await reloaded.Form("Submit").Tick(Direct).SubmitAsync("Submit")).Expect(HttpStatusCode.Found);
    }

    [Fact]
    public async Task A_form_of_another_person_orders_nothing()
    {
        var (provider, client, review) = await SceneAsync();
        var (_, _, foreign) = await SceneAsync();

        var stolen = foreign.Form("Submit").Tick(Direct).Request("Submit");
        var answer = await client.SendAsync(stolen);

        answer.Expect(HttpStatusCode.BadRequest);
        Assert.Equal(0, await OrdersAsync(provider));
        (await review.Form("Submit").Tick(Direct).SubmitAsync("Submit")).Expect(HttpStatusCode.Found);
    }

    [Fact]
    public async Task A_save_that_comes_late_and_changes_nothing_does_not_hinder_submitting()
    {
        var (provider, client, review) = await SceneAsync();
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        foreach (var (step, button) in new[] { ("customer", "Next: Subscriptions"), ("subscriptions", "Next: Review") })
        {
            var late = (await client.OpenAsync(review.StepPath(step))).Form(button).Request(button);
            late.RequestUri = new Uri(late.RequestUri!, "?handler=Save");
            (await client.SendAsync(late)).Expect(HttpStatusCode.NoContent);
        }

        (await review.Form("Submit").Tick(Direct).SubmitAsync("Submit")).Expect(HttpStatusCode.Found);
        Assert.Equal(1, await OrdersAsync(provider));
    }

    [Fact]
    public async Task Going_back_after_submitting_leads_to_the_confirmation_and_orders_nothing_again()
    {
        var (provider, client, review) = await SceneAsync();
        var answer = await review.Form("Submit").Tick(Direct).SubmitAsync("Submit");
        var confirmation = await answer.FollowAsync();
        var password = confirmation.Value("Temporary password");

        foreach (var step in new[] { "customer", "subscriptions", "review" })
        {
            var back = await (await client.GetAsync(review.StepPath(step))).FollowToAsync(confirmation.Path);
            Assert.DoesNotContain(password, back.Html, StringComparison.Ordinal);
        }

        Assert.Equal(answer.Location, (await review.Form("Submit").Tick(Direct).SubmitAsync("Submit")).Location);
        Assert.Equal(1, await OrdersAsync(provider));
    }

    private async Task<(GivenProvider Provider, PortalClient Client, Page Review)> SceneAsync()
    {
        var provider = await portal.Given.ProviderAsync();
        var client = await portal.Given.SignedInAsync(provider.Admin);
        var review = await (await (await client.BeginNewCustomerAsync()).ToSubscriptionsAsync(NewCustomerStory.FreePrefix())).ToReviewAsync();
        return (provider, client, review);
    }

    private Task<int> OrdersAsync(GivenProvider provider) =>
        portal.Given.ReadAsync(db => db.Orders.CountAsync(order => order.ProviderId == provider.Id));
}
