using IndirectProvider.Orders;

namespace IndirectProvider.IntegrationTests.Provisioning;

/// <summary>An answer is lost, and the vendor's lists do not show yet what it was about: nothing is concluded from that too early.</summary>
public sealed class LateListTests(VendorPortal scene) : IClassFixture<VendorPortal>
{
    [Fact]
    public async Task Tries_before_the_purchase_do_not_shorten_the_wait_for_it_to_show_up()
    {
        var order = await GivenAsync(new { remembers = false, lists = false });
        await scene.Vendor.FailAsync("status-503", "checkout", times: 13);
        await scene.Vendor.FailAsync("lost-answer", "checkout");
        await scene.Vendor.FailAsync("refuse", "checkout", times: -1, status: 404, code: 800008);

        var id = await VendorPortal.SubmitAsync(order);
        await scene.UntilStepAsync(id, OrderStepKind.CreateSubscriptions, s => s.MissingSince is not null);
        await scene.Vendor.SetAsync(new { lists = true });

        await scene.ExpectOnceAsync(order, id);
        Assert.Equal(1, (await scene.Vendor.CustomerAsync(order.Domain)).Carts);
    }

    [Fact]
    public async Task A_purchase_that_shows_up_after_the_wait_is_found_by_a_retry_and_not_made_again()
    {
        var order = await GivenAsync(new { remembers = false, lists = false });
        await scene.Vendor.FailAsync("lost-answer", "checkout");
        await scene.Vendor.FailAsync("refuse", "checkout", times: -1, status: 404, code: 800008);

        var id = await VendorPortal.SubmitAsync(order);
        var failed = await scene.UntilAsync(id, OrderState.Failed);
        var step = failed.Step(OrderStepKind.CreateSubscriptions);
        Assert.True(step.PerhapsDone);
        Assert.True(scene.Portal.Clock.Now - step.MissingSince >= TimeSpan.FromMinutes(30));
        await RetryAsync(order, id, "The vendor no longer has this cart");

        await scene.Vendor.SetAsync(new { lists = true });
        await scene.ExpectOnceAsync(order, id);
        Assert.Equal(1, (await scene.Vendor.CustomerAsync(order.Domain)).Carts);
    }

    [Fact]
    public async Task A_checkout_that_is_still_in_progress_is_no_refusal()
    {
        var order = await GivenAsync(new { remembers = false, refusedOffers = new Dictionary<string, int> { ["ALT-OFF-STD"] = 800060 } });

        var id = await VendorPortal.SubmitAsync(order);
        await scene.UntilStepAsync(id, OrderStepKind.CreateSubscriptions, s => s.MissingSince is not null);
        await scene.Vendor.BehaveAsync();
        await scene.Vendor.SetAsync(new { remembers = false });

        await scene.ExpectOnceAsync(order, id);
        Assert.Equal(1, (await scene.Vendor.CustomerAsync(order.Domain)).Carts);
    }

    [Fact]
    public async Task A_sign_in_that_fails_after_the_purchase_does_not_say_that_nothing_was_bought()
    {
        var order = await GivenAsync(new { remembers = false, namesSubscriptions = false });
        await scene.Vendor.FailAsync("expired-token", "read-subscriptions");
        await scene.Vendor.FailAsync("other-status", "checkout");
        await scene.Vendor.FailAsync("refuse", "checkout", times: -1, status: 404, code: 800008);

        // The review has a token already; the one for reading what was bought is not to be had.
        await scene.Vendor.FailAsync("refuse", "token", code: 1);

        await scene.ExpectOnceAsync(order, await VendorPortal.SubmitAsync(order));
        Assert.Equal(1, (await scene.Vendor.CustomerAsync(order.Domain)).Carts);
    }

    [Theory]
    [InlineData(409, 600041, "this domain is taken and does not show by whom")]
    [InlineData(400, 600049, "does not accept the customer's details")]
    public async Task A_customer_that_the_list_shows_late_is_still_adopted_by_a_retry(int status, int code, string message)
    {
        var order = await GivenAsync(new { remembers = false, lists = false });
        await scene.Vendor.FailAsync("lost-answer", "create-customer");
        await scene.Vendor.FailAsync("refuse", "create-customer", status: status, code: code);

        var id = await VendorPortal.SubmitAsync(order);
        var failed = await scene.UntilAsync(id, OrderState.Failed);
        Assert.True(failed.Step(OrderStepKind.CreateTenant).PerhapsDone);
        await scene.Vendor.SetAsync(new { lists = true });
        await RetryAsync(order, id, message);

        await scene.ExpectOnceAsync(order, id);
    }

    [Fact]
    public async Task An_order_from_elsewhere_that_is_never_set_up_holds_nothing_up()
    {
        var order = await GivenAsync(new { remembers = false, namesSubscriptions = false });
        await scene.Vendor.FailAsync("status-503", "checkout");
        await scene.Vendor.FailAsync("lost-answer", "checkout");

        var id = await VendorPortal.SubmitAsync(order);
        await scene.UntilStepAsync(id, OrderStepKind.CreateSubscriptions, s => s.Attempts > 0);
        await scene.Vendor.SetAsync(new { orderElsewhere = new { domain = order.Domain, offer = "ALT-OFF-BAS" } });

        await scene.ExpectOnceAsync(order, id, orders: 2);
    }

    private async Task<NewOrder> GivenAsync(object vendor)
    {
        await scene.Vendor.BehaveAsync();
        await scene.Vendor.SetAsync(vendor);
        return await scene.ReviewAsync();
    }

    private static async Task RetryAsync(NewOrder order, Guid id, string message)
    {
        var page = (await order.Client.OpenAsync($"/orders/{id}")).ExpectText(message);
        await (await page.Form("Retry").SubmitAsync("Retry")).FollowToAsync($"/orders/{id}");
    }
}
