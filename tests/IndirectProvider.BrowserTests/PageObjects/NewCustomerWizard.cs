using Microsoft.Playwright;

namespace IndirectProvider.BrowserTests.PageObjects;

/// <summary>The wizard that adds a customer and orders its first subscriptions.</summary>
public static class NewCustomerWizard
{
    private const string Indirect = "We act as indirect partner for this customer: the indirect reseller named above owns the customer relationship.";

    /// <summary>Fills the first step with a company in Germany.</summary>
    public static async Task FillCustomerAsync(this BrowserSession session, string company, string prefix)
    {
        await session.FillAsync("Company name", company);
        await session.FillAsync("Domain prefix", prefix);
        await session.FillAsync("Address line 1", "Hafenstraße 5");
        await session.FillAsync("City", "Hamburg");
        await session.FillAsync("Postal code", "20457");
        await session.FillAsync("First name", "Nora");
        await session.FillAsync("Last name", "Licht");
        await session.FillAsync("E-mail", "nora@nordlicht.example");
        await session.FillAsync("Phone", "040 123456");
        await session.FillAsync("Accepted by", "Nora Licht");
        await session.FillAsync("E-mail of this person", "nora@nordlicht.example");
        await session.FillAsync("Date of acceptance", "2026-01-31");
    }

    /// <summary>Ticks a product of the second step and says how many licences.</summary>
    public static async Task PickAsync(this BrowserSession session, string product, string licenses)
    {
        await session.Page.GetByRole(AriaRole.Checkbox, new() { Name = product, Exact = true }).CheckAsync();
        await session.Picked(product).GetByLabel(session.Words["Licenses"], new() { Exact = true }).FillAsync(licenses);
    }

    /// <summary>Says who is credited for a ticked product: a reseller's name, or words of the page.</summary>
    public static Task CreditAsync(this BrowserSession session, string product, string reseller) =>
        session.Picked(product).GetByLabel(session.Words["Indirect reseller"], new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = reseller });

    /// <summary>Says who is credited for a ticked product by PartnerID, and has it verified.</summary>
    public static async Task CreditByPartnerIdAsync(this BrowserSession session, string product, string partnerId)
    {
        await session.CreditAsync(product, session.Words["Enter a PartnerID"]);
        await session.Picked(product).GetByLabel(session.Words["PartnerID"], new() { Exact = true }).FillAsync(partnerId);
        await session.Picked(product).GetByRole(AriaRole.Button, new() { Name = session.Words["Verify"], Exact = true }).ClickAsync();
    }

    /// <summary>Takes the first two steps and leaves the review open, checking every page.</summary>
    /// <param name="session">Staff with the first step before them.</param>
    /// <param name="company">The customer's name.</param>
    /// <param name="prefix">Its domain prefix.</param>
    /// <param name="reseller">The reseller that must be chosen already, or null for none.</param>
    public static async Task ToReviewAsync(this BrowserSession session, string company, string prefix, string? reseller)
    {
        await session.ArriveAsync(session.Words["New customer"], "wizard-1-customer");
        await Assertions.Expect(session.Field("Indirect reseller").Locator("option:checked")).ToHaveTextAsync(reseller ?? session.Words["No indirect reseller"]);
        await session.FillCustomerAsync(company, prefix);
        await session.PressAsync("Next: Subscriptions");
        await session.ArriveAsync(session.Words["New subscription"], "wizard-2-subscriptions");
        await session.PickAsync("Altostrata Office Standard", "12");
        await session.PressAsync("Next: Review");
        await session.ArriveAsync(session.Words["Review"], "wizard-3-review");
    }

    /// <summary>Confirms to act as indirect partner.</summary>
    public static Task AttestAsync(this BrowserSession session) => session.Field(Indirect).CheckAsync();

    private static ILocator Picked(this BrowserSession session, string product) =>
        session.Page.GetByRole(AriaRole.Group, new() { Name = product, Exact = true });
}
