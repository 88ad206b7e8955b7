using System.Net;
using IndirectProvider.Orders;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.PartnerCenter;
using IndirectProvider.Testing.Stories;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Provisioning;

/// <summary>Whatever goes wrong on the way to the vendor and back: everything is made once, and the password is the one that works.</summary>
public sealed class VendorFaultTests(VendorPortal scene) : IClassFixture<VendorPortal>
{
    private static readonly string[] Changes = ["create-customer", "create-cart", "checkout"];

    [Theory]
    [InlineData("throttled")]
    [InlineData("throttled-date")]
    [InlineData("status-500")]
    [InlineData("status-502")]
    [InlineData("status-503")]
    [InlineData("refuse-connection")]
    [InlineData("hang")]
    [InlineData("slow-done")]
    [InlineData("lost-answer")]
    [InlineData("done-500")]
    [InlineData("conflict")]
    [InlineData("other-status")]
    [InlineData("truncated")]
    [InlineData("html")]
    [InlineData("html-502")]
    [InlineData("slow")]
    [InlineData("expired-token")]
    [InlineData("redirect")]
    [InlineData("huge")]
    [InlineData("empty")]
    public async Task A_fault_at_every_step_changes_nothing_but_the_time_it_takes(string kind)
    {
        await scene.Vendor.BehaveAsync();
        var order = await scene.ReviewAsync();
        foreach (var operation in Changes.Prepend("check-domain"))
        {
            await scene.Vendor.FailAsync(kind, operation);
        }

        var id = await VendorPortal.SubmitAsync(order);
        await scene.ExpectOnceAsync(order, id);

        var requests = (await scene.Vendor.StateAsync()).Requests.Where(r => r.CorrelationId == id.ToString()).ToList();
        foreach (var operation in Changes)
        {
            // However often a step was tried, its key was the same, and no two steps have one.
            Assert.Single(requests.Where(r => r.Operation == operation).Select(r => r.RequestId).Distinct());
        }

        Assert.Equal(3, requests.Where(r => Changes.Contains(r.Operation)).Select(r => r.RequestId).Distinct().Count());
    }

    [Theory]
    [InlineData("create-customer", 1)]
    [InlineData("create-cart", 0)]
    [InlineData("checkout", 0)]
    public async Task An_answer_lost_for_good_is_found_again_at_a_vendor_that_recognises_no_repeats(string operation, int passwords)
    {
        await scene.Vendor.BehaveAsync();
        await scene.Vendor.SetAsync(new { remembers = false });
        var before = (await scene.Vendor.StateAsync()).Created.Passwords;
        var order = await scene.ReviewAsync();
        await scene.Vendor.FailAsync("lost-answer", operation);
        await scene.Vendor.FailAsync("lost-answer", "set-password");

        await scene.ExpectOnceAsync(order, await VendorPortal.SubmitAsync(order));

        // The administrator got a new password, with the first try and again with the second; the same one.
        Assert.Equal(2 * passwords, (await scene.Vendor.StateAsync()).Created.Passwords - before);
    }

    [Fact]
    public async Task Subscriptions_that_the_order_does_not_name_yet_are_looked_up()
    {
        await scene.Vendor.BehaveAsync();
        await scene.Vendor.SetAsync(new { namesSubscriptions = false });
        var order = await scene.ReviewAsync(more: [("Altostrata Office Basic", "ALT-OFF-BAS")]);
        await scene.Vendor.FailAsync("html", "read-subscriptions");

        await scene.ExpectOnceAsync(order, await VendorPortal.SubmitAsync(order), subscriptions: 2);
    }

    [Fact]
    public async Task A_repeated_add_subscription_order_tells_its_subscription_from_one_that_is_just_alike()
    {
        await scene.Vendor.BehaveAsync();
        var first = await scene.ReviewAsync();
        await scene.ExpectOnceAsync(first, await VendorPortal.SubmitAsync(first));
        var customer = await scene.Given.ReadAsync(db => db.Customers.SingleAsync(c => c.ProviderId == first.Provider.Id));
        await scene.Vendor.SetAsync(new { remembers = false });
        await scene.Vendor.FailAsync("lost-answer", "checkout");

        using var client = await scene.Given.SignedInAsync(first.Provider.Admin);
        var review = await (await client.BeginAddSubscriptionAsync(customer.Id)).ToReviewAsync();
        var id = await VendorPortal.SubmitAsync(first with { Review = review, Client = client });
        await scene.UntilAsync(id, OrderState.Completed);

        var there = await scene.Vendor.CustomerAsync(first.Domain);
        Assert.Equal((2, 2), (there.Orders, there.Subscriptions.Count));
        Assert.Equal(
            there.Subscriptions.Select(s => s.Id).Order(),
            (await scene.Given.ReadAsync(db => db.Subscriptions.Where(s => s.CustomerId == customer.Id).Select(s => s.VendorId).ToListAsync())).Order());
    }

    [Fact]
    public async Task A_vendor_that_does_not_answer_keeps_nobody_waiting_and_no_other_order()
    {
        await scene.Vendor.BehaveAsync();
        await scene.Vendor.SetAsync(new { hangSeconds = 60 });
        var (stuck, other) = (await scene.ReviewAsync(), await scene.ReviewAsync());
        await scene.Vendor.FailAsync("hang", "create-customer", times: -1, match: stuck.Domain);

        var id = await VendorPortal.SubmitAsync(stuck);
        var page = await stuck.Client.OpenAsync($"/orders/{id}/confirmation");
        page.ExpectText("The order is in progress.");
        Assert.Contains("http-equiv=\"refresh\"", page.Document.Source.Text, StringComparison.Ordinal);

        await scene.ExpectOnceAsync(other, await VendorPortal.SubmitAsync(other));
        await scene.Vendor.BehaveAsync();
        await scene.ExpectOnceAsync(stuck, id);
    }

    [Fact]
    public async Task Orders_survive_faults_by_chance()
    {
        await scene.Vendor.BehaveAsync();
        var orders = new List<NewOrder>();
        for (var i = 0; i < 8; i++)
        {
            orders.Add(await scene.ReviewAsync());
        }

        await scene.Vendor.SetAsync(new { seed = 20261123, failRate = 0.3 });
        var ids = await Task.WhenAll(orders.Select(VendorPortal.SubmitAsync));
        foreach (var id in ids)
        {
            await scene.UntilAsync(id, OrderState.Completed);
        }

        await scene.Vendor.BehaveAsync();
        foreach (var (order, id) in orders.Zip(ids))
        {
            await scene.ExpectOnceAsync(order, id);
        }

        Assert.Empty((await scene.Vendor.StateAsync()).DuplicateDomains);
    }

    [Fact]
    public async Task The_token_is_asked_for_once_and_anew_when_it_is_refused_and_never_logged()
    {
        await scene.Vendor.BehaveAsync();
        var first = await scene.ReviewAsync();
        await VendorPortal.SubmitAsync(first);
        var before = (await scene.Vendor.StateAsync()).TokensGiven;
        await scene.Vendor.FailAsync("expired-token", "create-cart");
        var second = await scene.ReviewAsync();

        await scene.ExpectOnceAsync(second, await VendorPortal.SubmitAsync(second));

        // Renewed once for the refusal; the clock has not moved far enough for another reason.
        Assert.InRange((await scene.Vendor.StateAsync()).TokensGiven, before + 1, before + 2);
        Assert.Empty(scene.Portal.WhereIs(PartnerCenterServerProcess.ClientSecret));
        Assert.DoesNotContain(scene.Portal.Log.Lines, line => line.Text.Contains("Bearer ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reseller_is_named_to_the_vendor()
    {
        await scene.Vendor.BehaveAsync();
        var order = await scene.ReviewAsync(await scene.Given.ResellerAsync());

        await scene.ExpectOnceAsync(order, await VendorPortal.SubmitAsync(order));
    }

    [Fact]
    public async Task The_look_up_asks_the_vendor_and_goes_on_without_it()
    {
        await scene.Vendor.BehaveAsync();
        await scene.Vendor.SetAsync(new { takenDomains = new[] { "somebody-elses.tenants.example" }, hangSeconds = 30 });
        var provider = await scene.Given.ProviderAsync();
        using var client = await scene.Given.SignedInAsync(provider.Admin);
        var step = await client.BeginNewCustomerAsync();

        var taken = await step.Form("Next: Subscriptions").FillCustomer("somebody-elses").SubmitAsync("Next: Subscriptions");
        taken.Expect(HttpStatusCode.BadRequest);
        Assert.Equal("somebody-elses.tenants.example is already taken. Choose another prefix.", taken.ErrorAt("Domain prefix"));

        await scene.Vendor.FailAsync("hang", "check-domain");
        await taken.ToSubscriptionsAsync("somebody-slow");
        Assert.Contains(scene.Portal.Log.Lines, line => line.Text.StartsWith("The vendor did not say in time whether somebody-slow", StringComparison.Ordinal));
    }
}
