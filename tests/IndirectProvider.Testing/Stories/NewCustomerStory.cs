using System.Globalization;
using IndirectProvider.Testing.Html;

namespace IndirectProvider.Testing.Stories;

/// <summary>The steps of the two order wizards as an English-speaking person takes them.</summary>
public static class NewCustomerStory
{
    private static int count;

    /// <summary>A domain prefix nobody has.</summary>
    public static string FreePrefix() => $"nord-{Interlocked.Increment(ref count).ToString(CultureInfo.InvariantCulture)}-{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>Fills the customer step with a company in Germany that has accepted the agreement.</summary>
    public static HtmlForm FillCustomer(this HtmlForm form, string prefix, string company = "Nordlicht Medien GmbH") => form
        .Fill("Company name", company)
        .Fill("Domain prefix", prefix)
        .Fill("Address line 1", "Hafenstraße 5")
        .Fill("City", "Hamburg")
        .Fill("Postal code", "20457")
        .Fill("First name", "Nora")
        .Fill("Last name", "Licht")
        .Fill("E-mail", "nora@nordlicht.example")
        .Fill("Phone", "040 123456")
        .Fill("Accepted by", "Nora Licht")
        .Fill("E-mail of this person", "nora@nordlicht.example")
        .Fill("Date of acceptance", "2026-01-31");

    /// <summary>Begins the wizard, for a reseller if one is named.</summary>
    public static async Task<Page> BeginNewCustomerAsync(this PortalClient client, Guid? reseller = null) =>
        await (await client.GetAsync(reseller is null ? "/customers/new" : $"/customers/new?reseller={reseller}")).FollowAsync();

    /// <summary>Begins the wizard that adds subscriptions to an existing customer.</summary>
    public static async Task<Page> BeginAddSubscriptionAsync(this PortalClient client, Guid customer) =>
        await (await client.GetAsync($"/customers/{customer}/add-subscription")).FollowAsync();

    /// <summary>The customer step, filled and left: the subscriptions step.</summary>
    public static async Task<Page> ToSubscriptionsAsync(this Page customerStep, string prefix)
    {
        var answer = await customerStep.Form("Next: Subscriptions").FillCustomer(prefix).SubmitAsync("Next: Subscriptions");
        return await answer.FollowToAsync(customerStep.StepPath("subscriptions"));
    }

    /// <summary>Ticks a product and says how many licences.</summary>
    public static HtmlForm Pick(this HtmlForm form, string product, string offerId, string licenses) =>
        form.Tick(product).Tamper($"Lines[{offerId}].Quantity", licenses);

    /// <summary>Selects an option of one product's line by its value.</summary>
    public static HtmlForm Select(this HtmlForm form, string offerId, string property, string value) =>
        form.Without($"Lines[{offerId}].{property}").Tamper($"Lines[{offerId}].{property}", value);

    /// <summary>The subscriptions step with ten licences of Office Standard, left: the review.</summary>
    public static async Task<Page> ToReviewAsync(this Page subscriptionsStep)
    {
        var answer = await subscriptionsStep.Form("Next: Review").Pick("Altostrata Office Standard", "ALT-OFF-STD", "10").SubmitAsync("Next: Review");
        return await answer.FollowToAsync(subscriptionsStep.StepPath("review"));
    }

    /// <summary>Path of another step of the same wizard.</summary>
    public static string StepPath(this Page step, string other)
    {
        var path = step.Path.Split('?')[0];
        return path[..(path.LastIndexOf('/') + 1)] + other;
    }
}
