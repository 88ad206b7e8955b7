using System.Net;
using IndirectProvider.Catalog;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;

namespace IndirectProvider.IntegrationTests.Pages.Subscriptions;

/// <summary>Change at renewal, term and billing plan, upgrade, trial to paid.</summary>
public sealed class PlansTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private GivenPortal Given => portal.Given;

    [Fact]
    public async Task A_change_at_renewal_is_shown_replaced_and_revoked()
    {
        var s = await Given.OwnedAsync();
        using var staff = await Given.SignedInAsync(s.Provider.Admin);
        var form = (await staff.OpenAsync($"{s.Path}/renewal")).Form("Plan change");
        Assert.Equal(["10", "Altostrata Office Standard", "1 month, billed monthly"], new[] { "Licenses", "Product", "Term and billing plan" }.Select(l => form.Value(l)));

        (await form.SubmitAsync("Plan change")).Expect(HttpStatusCode.Conflict).ExpectText("This is what renews anyway.");
        var page = await form.Fill("Product", "Altostrata Office Basic").Fill("Licenses", 5).Fill("Term and billing plan", "1 year, billed monthly").SaveAsync("Plan change", s);
        Assert.Equal("Altostrata Office Basic, 5 licenses, 1 year, billed monthly", page.Value("Change at renewal"));
        page.ExpectText("The change at renewal was planned.").ExpectText("Then it renews as: Altostrata Office Basic, 5 licenses, 1 year, billed monthly.");

        page = await page.ClickAsync("Change at renewal");
        Assert.Equal("5", page.Form("Plan change").Value("Licenses"));
        page = await page.Form("Plan change").Fill("Licenses", "301").SubmitAsync("Plan change");
        Assert.Equal("Enter a whole number from 1 to 300.", page.Expect(HttpStatusCode.BadRequest).ErrorAt("Licenses"));
        Assert.Equal("Altostrata Office Basic", page.Form("Plan change").Value("Product"));
        page = await page.Form("Plan change").Without("Input.OfferId").Tamper("Input.OfferId", "ALT-CLD-PLN").Fill("Licenses", 6).SubmitAsync("Plan change");
        Assert.Equal("Choose one of the products offered.", page.ErrorAt("Product"));

        page = await staff.OpenAsync(s.Path);
        page = await page.Form("Revoke planned change").SaveAsync("Revoke planned change", s);
        Assert.Equal("None planned", page.ExpectText("The planned change was revoked.").Value("Change at renewal"));
        Assert.False(page.HasButton("Revoke planned change"));
    }

    [Fact]
    public async Task Revoking_what_somebody_else_changed_says_so()
    {
        var s = await Given.OwnedAsync();
        using var staff = await Given.SignedInAsync(s.Provider.Admin);
        await (await staff.OpenAsync($"{s.Path}/renewal")).Form("Plan change").Fill("Licenses", 5).SaveAsync("Plan change", s);
        var form = (await staff.OpenAsync(s.Path)).Form("Revoke planned change");
        await Given.MeanwhileAsync(s.Id, x => x.SetAutoRenew(false, Actor.Portal, Given.Now));

        var page = (await form.SubmitAsync("Revoke planned change")).Expect(HttpStatusCode.Conflict);

        Assert.Contains("Auto-renew switched off.", Assert.Single(page.ErrorSummary), StringComparison.Ordinal);

        // What is sent from there is the form, not the revocation again.
        page = (await page.Form("Plan change").Fill("Licenses", 5).SubmitAsync("Plan change")).Expect(HttpStatusCode.Conflict);
        Assert.StartsWith("Auto-renew is off, so there is no renewal to plan for.", Assert.Single(page.ErrorSummary), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Term_and_billing_plan_get_longer_but_not_shorter()
    {
        var s = await Given.OwnedAsync();
        using var staff = await Given.SignedInAsync(s.Provider.Admin);
        var form = (await staff.OpenAsync($"{s.Path}/plan")).Form("Change term and billing plan");
        Assert.DoesNotContain("1 month, billed monthly", form.Options("New term and billing plan"));
        var page = await form.SubmitAsync("Change term and billing plan");
        Assert.Equal("Choose a term and billing plan.", page.Expect(HttpStatusCode.BadRequest).ErrorAt("New term and billing plan"));

        page = await page.Form("Change term and billing plan").Fill("New term and billing plan", "1 year, billed yearly").SaveAsync("Change term and billing plan", s);
        page.ExpectText("Term and billing plan were changed to: 1 year, billed yearly.");
        Assert.Equal("1 year, billed yearly", page.Value("Term and billing plan"));

        page = await (await staff.OpenAsync($"{s.Path}/plan")).Form("Change term and billing plan").Without("Input.Plan").Tamper("Input.Plan", "P1M/monthly").SubmitAsync("Change term and billing plan");
        Assert.StartsWith("The term can't get shorter before it ends.", page.ErrorAt("New term and billing plan"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upgrade_some_licenses_then_all()
    {
        var s = await Given.OwnedAsync();
        using var staff = await Given.SignedInAsync(s.Provider.Admin);
        var page = await (await staff.OpenAsync($"{s.Path}/upgrade")).Form("Upgrade").Fill("Licenses", 11).SubmitAsync("Upgrade");
        Assert.Equal("Upgrade all 10 licenses, or leave at least 1 with Altostrata Office Standard.", page.Expect(HttpStatusCode.BadRequest).ErrorAt("Licenses"));
        page = await page.Form("Upgrade").Fill("Licenses", "some").SubmitAsync("Upgrade");
        Assert.Equal("some", page.Form("Upgrade").Value("Licenses"));
        Assert.NotNull(page.ErrorAt("Licenses"));

        page = await page.Form("Upgrade").Fill("Licenses", 4).SaveAsync("Upgrade", s);
        page.ExpectText("4 licenses were upgraded and are a subscription of their own now.");
        Assert.Equal("6", page.Value("Licenses"));
        var part = await page.ClickAsync("Open the new subscription");
        Assert.Equal(("Altostrata Office Premium", "4"), (part.Value("Product"), part.Value("Licenses")));
        Assert.False(part.HasLink("Upgrade"));

        page = await (await staff.OpenAsync($"{s.Path}/upgrade")).Form("Upgrade").SaveAsync("Upgrade", s);
        Assert.Equal(("Altostrata Office Premium", "6"), (page.ExpectText("The subscription was upgraded.").Value("Product"), page.Value("Licenses")));
        (await staff.OpenAsync($"{s.Path}/upgrade")).ExpectText("There is no higher product for Altostrata Office Premium.");
    }

    [Fact]
    public async Task An_upgrade_minds_what_else_the_customer_has()
    {
        var s = await Given.OwnedAsync("ALT-VDI-STD");
        await Given.SubscriptionAsync(s.Provider, s.Customer, "ALT-VDI-PRE");
        using var staff = await Given.SignedInAsync(s.Provider.Admin);
        var form = (await staff.OpenAsync($"{s.Path}/upgrade")).Form("Upgrade");

        await PremiumAsync(onePerCustomer: true, addOnTo: null);
        var page = (await form.SubmitAsync("Upgrade")).Expect(HttpStatusCode.BadRequest);
        Assert.Equal("A customer can have only one subscription of Premium, and this one has it already.", page.ErrorAt("New product"));

        await PremiumAsync(onePerCustomer: false, addOnTo: "ALT-MTG-STD");
        page = (await form.SubmitAsync("Upgrade")).Expect(HttpStatusCode.BadRequest);
        Assert.Equal("This add-on needs one of these, which the customer does not have: Altostrata Meetings.", page.ErrorAt("New product"));
        await Given.SubscriptionAsync(s.Provider, s.Customer, "ALT-MTG-STD");
        Assert.Equal("Premium", (await form.SaveAsync("Upgrade", s)).Value("Product"));
    }

    [Fact]
    public async Task A_trial_becomes_paid_at_its_end_or_at_once()
    {
        var s = await Given.OwnedAsync("ALT-OFF-STD-TRY", 25);
        using var staff = await Given.SignedInAsync(s.Provider.Admin);
        var page = await staff.OpenAsync(s.Path);
        Assert.False(page.HasLink("Change licenses") || page.HasLink("Change at renewal") || page.HasLink("Switch auto-renew on") || page.HasLink("Upgrade"));
        page = await page.ClickAsync("Convert to paid");
        page = await page.Form("Convert to paid").Fill("Licenses", 0).SubmitAsync("Convert to paid");
        Assert.NotNull(page.Expect(HttpStatusCode.BadRequest).ErrorAt("Term and billing plan") ?? page.ErrorAt("Licenses"));

        var atEnd = page.Form("Convert to paid").Fill("Licenses", 8).Fill("Term and billing plan", "1 year, billed monthly");
        atEnd.Choose(page.Document.QuerySelectorAll("label").Select(l => l.TextContent.Trim()).Single(t => t.StartsWith("When the trial is over, on", StringComparison.Ordinal)));
        page = await atEnd.SaveAsync("Convert to paid", s);
        Assert.Equal("Altostrata Office Standard, 8 licenses, 1 year, billed monthly", page.Value("When the trial is over"));
        page = await page.Form("Revoke planned change").SaveAsync("Revoke planned change", s);
        page.ExpectText("The planned conversion was revoked.").ExpectText("Without a paid subscription");

        var now = (await page.ClickAsync("Convert to paid")).Form("Convert to paid");
        page = await now.Fill("Licenses", 9).Fill("Term and billing plan", "1 month, billed monthly").Choose("Now").SaveAsync("Convert to paid", s);
        page.ExpectText("The trial is a paid subscription now.");
        Assert.Equal(("9", "Altostrata Office Standard", "On"), (page.Value("Licenses"), page.Value("Product"), page.Value("Auto-renew")));
        (await staff.OpenAsync($"{s.Path}/convert")).ExpectText("This subscription is not a trial.");
    }

    private Task PremiumAsync(bool onePerCustomer, string? addOnTo) => Given.SaveAsync(db => Offer.From(
        new OfferData(
            "ALT-VDI-PRE", "Premium", new Dictionary<string, string> { ["en"] = "-", ["de"] = "-" }, "infrastructure", 1, 300, onePerCustomer,
            Trial: false, TrialOf: null, Azure: false, addOnTo is null ? null : [addOnTo], UpgradesTo: null, NotIn: null, [new("P1M", "monthly")]),
        db.Offers.Single(o => o.Id == "ALT-VDI-PRE")));
}
