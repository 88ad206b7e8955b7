using System.Net;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Stories;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Orders;

/// <summary>Many clicks at once, on a portal that really listens and really saves to one database file.</summary>
public sealed class ParallelSubmissionTests
{
    private const string Direct = "We act as direct partner for this customer: no indirect reseller is involved.";

    [Fact]
    public async Task Fifty_submissions_of_one_review_make_one_order_and_twenty_openings_show_the_password_once()
    {
        using var portal = new PortalFactory(new PortalOptions { RealPort = true });
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync();
        using var client = await given.SignedInAsync(provider.Admin);
        var customer = await client.BeginNewCustomerAsync(null);
        var review = await (await customer.ToSubscriptionsAsync(NewCustomerStory.FreePrefix())).ToReviewAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ =>
            Task.Run(() => client.SendAsync(review.Form("Submit").Tick(Direct).Request("Submit")))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Found, a.Status));
        var confirmation = Assert.Single(answers.Select(a => a.Location!).Distinct());
        Assert.Equal(1, await given.ReadAsync(db => db.Orders.CountAsync(o => o.ProviderId == provider.Id)));
        Assert.Equal(1, await given.ReadAsync(db => db.Customers.CountAsync(c => c.ProviderId == provider.Id)));
        Assert.Equal(1, await given.ReadAsync(db => db.AdminCredentials.CountAsync(c => c.ProviderId == provider.Id)));
        Assert.Equal(1, await given.ReadAsync(db => db.Users.CountAsync(u => u.ProviderId == provider.Id && u.CustomerId != null)));

        var pages = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => client.OpenAsync(confirmation))));

        Assert.Single(pages, ShowsPassword);
        Assert.False(ShowsPassword(await client.OpenAsync(confirmation)));
    }

    [Fact]
    public async Task Twenty_submissions_for_an_existing_customer_make_one_order_and_two_drafts_sell_once_what_is_sold_once()
    {
        using var portal = new PortalFactory(new PortalOptions { RealPort = true });
        var given = new GivenPortal(portal);
        var provider = await given.ProviderAsync();
        var customer = await given.CustomerAsync(provider);
        using var client = await given.SignedInAsync(provider.Admin);
        var review = await (await client.BeginAddSubscriptionAsync(customer.Id)).ToReviewAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            Task.Run(() => client.SendAsync(review.Form("Submit").Tick(Direct).Request("Submit")))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Found, a.Status));
        Assert.Single(answers.Select(a => a.Location!).Distinct());
        Assert.Equal(1, await given.ReadAsync(db => db.Orders.CountAsync(o => o.ProviderId == provider.Id)));
        Assert.Equal(1, await given.ReadAsync(db => db.Subscriptions.CountAsync(s => s.CustomerId == customer.Id)));

        var reviews = new List<Page>();
        for (var i = 0; i < 8; i++)
        {
            var step = await client.BeginAddSubscriptionAsync(customer.Id);
            reviews.Add(await (await step.Form("Next: Review").Tick("Altostrata Domain Shield").SubmitAsync("Next: Review")).FollowToAsync(step.StepPath("review")));
        }

        await Task.WhenAll(reviews.Select(r => Task.Run(() => client.SendAsync(r.Form("Submit").Tick(Direct).Request("Submit")))));
        Assert.Equal(1, await given.ReadAsync(db => db.Subscriptions.CountAsync(s => s.CustomerId == customer.Id && s.OfferId == "ALT-DOM-SHD")));
    }

    private static bool ShowsPassword(Page page) => page.Document.QuerySelector("#temporary-password") is not null;
}
