using IndirectProvider.Orders;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Provisioning;

/// <summary>What the vendor refuses is said in words staff can act on, and goes on when they have.</summary>
public sealed class VendorRefusalTests(VendorPortal scene) : IClassFixture<VendorPortal>
{
    [Theory]
    [InlineData("create-customer", 400, 2001, "does not accept the customer's details")]
    [InlineData("create-customer", 400, 600049, "does not accept the customer's details")]
    [InlineData("create-customer", 403, 900124, "Your own agreement with the vendor")]
    [InlineData("create-cart", 403, 13605, "customer agreement of this customer is missing")]
    [InlineData("create-cart", 403, 900123, "has not accepted the vendor's partner agreement")]
    [InlineData("create-cart", 403, 20002, "not, or no longer, a customer of yours")]
    [InlineData("create-cart", 400, 800015, "does not accept the indirect reseller's PartnerID")]
    [InlineData("create-cart", 400, 900206, "further attestation")]
    [InlineData("create-cart", 404, 400013, "does not sell one of these products")]
    [InlineData("create-cart", 400, 900275, "does not accept the number of licenses")]
    [InlineData("create-cart", 400, 555, "with its code 555")]
    [InlineData("checkout", 403, 800066, "limit of licenses or subscriptions")]
    [InlineData("checkout", 403, 800023, "Your credit at the vendor")]
    [InlineData("checkout", 403, 800073, "still reviewing this customer")]
    [InlineData("checkout", 404, 800008, "The cart at the vendor has expired")]
    public async Task Staff_see_why_and_retry(string operation, int status, int code, string message)
    {
        await scene.Vendor.BehaveAsync();
        var order = await scene.ReviewAsync();
        await scene.Vendor.FailAsync("refuse", operation, status: status, code: code);

        var id = await VendorPortal.SubmitAsync(order);
        await scene.UntilAsync(id, OrderState.Failed);
        var page = await order.Client.OpenAsync($"/orders/{id}");
        page.ExpectText(message);
        (await order.Client.OpenAsync($"/orders/{id}/confirmation")).ExpectText(message);
        using (var german = await scene.Given.SignedInAsync(order.Provider.Admin, "de"))
        {
            Assert.DoesNotContain(message, (await german.OpenAsync($"/orders/{id}")).Text, StringComparison.Ordinal);
        }

        await (await page.Form("Retry").SubmitAsync("Retry")).FollowToAsync($"/orders/{id}");
        await scene.ExpectOnceAsync(order, id);
    }

    [Fact]
    public async Task Refused_after_a_lost_answer_it_is_still_bought_once()
    {
        await scene.Vendor.BehaveAsync();
        var order = await scene.ReviewAsync();
        await scene.Vendor.FailAsync("lost-answer", "checkout");
        await scene.Vendor.FailAsync("refuse", "checkout", status: 403, code: 800023);

        var id = await VendorPortal.SubmitAsync(order);
        await scene.UntilAsync(id, OrderState.Failed);
        var page = await order.Client.OpenAsync($"/orders/{id}");
        await (await page.Form("Retry").SubmitAsync("Retry")).FollowToAsync($"/orders/{id}");

        await scene.ExpectOnceAsync(order, id);
        Assert.Equal(1, (await scene.Vendor.CustomerAsync(order.Domain)).Carts);
    }

    [Fact]
    public async Task A_domain_that_somebody_took_meanwhile_is_not_adopted_though_the_name_is_the_same()
    {
        await scene.Vendor.BehaveAsync();
        var order = await scene.ReviewAsync();
        await scene.Vendor.SetAsync(new { customer = Customer(order.Domain, "Nordlicht Medien GmbH", "nora@nordlicht.example") });

        var id = await VendorPortal.SubmitAsync(order);
        await scene.UntilAsync(id, OrderState.Failed);
        (await order.Client.OpenAsync($"/orders/{id}")).ExpectText("The vendor says that this domain is somebody else's.");

        // Neither by retrying.
        await (await order.Client.OpenAsync($"/orders/{id}")).Form("Retry").SubmitAsync("Retry");
        await scene.UntilAsync(id, OrderState.Failed);
        Assert.Equal(0, await scene.Given.ReadAsync(db => db.Customers.CountAsync(c => c.ProviderId == order.Provider.Id)));
        Assert.Empty((await scene.Vendor.CustomerAsync(order.Domain)).Subscriptions);
    }

    [Fact]
    public async Task A_domain_that_another_company_took_while_the_answer_was_lost_is_not_adopted()
    {
        await scene.Vendor.BehaveAsync();
        var order = await scene.ReviewAsync();
        await scene.Vendor.FailAsync("status-500", "create-customer");

        // The first try fails without a word; before the second one the domain is gone.
        var id = await VendorPortal.SubmitAsync(order);
        await scene.Vendor.SetAsync(new { customer = Customer(order.Domain, "Somebody Else AG", "else@somebody.example") });
        await scene.UntilAsync(id, OrderState.Failed);

        Assert.Equal(0, await scene.Given.ReadAsync(db => db.Customers.CountAsync(c => c.ProviderId == order.Provider.Id)));
    }

    [Fact]
    public async Task What_was_sold_is_kept_when_a_part_was_not_and_never_bought_again()
    {
        await scene.Vendor.BehaveAsync();
        var order = await scene.ReviewAsync(more: [("Altostrata Office Basic", "ALT-OFF-BAS")]);
        await scene.Vendor.SetAsync(new { refusedOffers = new Dictionary<string, int> { ["ALT-OFF-BAS"] = 800066 } });
        await scene.Vendor.FailAsync("lost-answer", "checkout");

        var id = await VendorPortal.SubmitAsync(order);
        await scene.ExpectOnceAsync(order, id, subscriptions: 1);

        var page = await order.Client.OpenAsync($"/orders/{id}");
        page.ExpectText("Not everything was bought").ExpectText("Not bought: The customer has reached the vendor's limit");
        Assert.Equal("Completed", page.Value("State"));
        Assert.False(page.HasButton("Retry"));
    }

    [Fact]
    public async Task When_nothing_was_sold_the_order_failed_and_a_retry_begins_with_a_new_cart()
    {
        await scene.Vendor.BehaveAsync();
        var order = await scene.ReviewAsync();
        await scene.Vendor.SetAsync(new { refusedOffers = new Dictionary<string, int> { ["ALT-OFF-STD"] = 800066 } });
        var id = await VendorPortal.SubmitAsync(order);
        await scene.UntilAsync(id, OrderState.Failed);

        await scene.Vendor.BehaveAsync();
        await (await order.Client.OpenAsync($"/orders/{id}")).Form("Retry").SubmitAsync("Retry");

        await scene.ExpectOnceAsync(order, id);
        Assert.Equal(2, (await scene.Vendor.CustomerAsync(order.Domain)).Carts);
    }

    private static object Customer(string domain, string company, string email) => new
    {
        companyProfile = new { domain },
        billingProfile = new
        {
            email,
            companyName = company,
            culture = "de-DE",
            defaultAddress = new { country = "DE", city = "Kiel", addressLine1 = "Kai 3", postalCode = "24103", firstName = "Ina", lastName = "Voss" },
        },
    };
}
