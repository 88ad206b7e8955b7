using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Renewals;

/// <summary>What ends soon and needs a decision, without what renews by itself.</summary>
public sealed class RenewalTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task Only_what_needs_a_decision_is_listed_with_its_reason()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        var trial = await portal.Given.CustomerAsync(provider, "Trial Works");
        var ending = await portal.Given.CustomerAsync(provider, "Ending Works", reseller);
        var quiet = await portal.Given.CustomerAsync(provider, "Quiet Works");
        await portal.Given.SubscriptionAsync(provider, trial, "ALT-OFF-STD-TRY", 25);
        var id = await portal.Given.SubscriptionAsync(provider, ending, "ALT-OFF-STD", 1200, reseller);
        await portal.Given.SubscriptionAsync(provider, quiet, "ALT-OFF-STD");
        await SetAsync(id, s => s.SetAutoRenew(false, Actor.Portal, portal.Clock.Now));
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        Assert.True((await staff.OpenAsync("/")).HasLink("2 Renewals to decide on"));
        var list = await (await staff.OpenAsync("/")).ClickAsync("2 Renewals to decide on");
        list.ExpectText("2 subscriptions need a decision");
        Assert.False(list.Shows(quiet.Name));
        var row = AccessibleName.VisibleText(list.Row(ending.Name));
        Assert.All(new[] { "Auto-renew is off", "1,200", reseller.Name, "days left" }, text => Assert.Contains(text, row, StringComparison.Ordinal));
        Assert.Contains("Trial ends", AccessibleName.VisibleText(list.Row(trial.Name)), StringComparison.Ordinal);
        Assert.EndsWith($"/customers/{ending.Id}/subscriptions/{id}", list.Link("Decide on Altostrata Office Standard").Href, StringComparison.Ordinal);

        (await staff.OpenAsync("/renewals?why=Trial")).ExpectText("1 subscription needs a decision").ExpectText(trial.Name);
        (await staff.OpenAsync("/renewals?why=AutoRenewOff")).ExpectText("1 subscription needs a decision").ExpectText(ending.Name);
        (await staff.OpenAsync($"/renewals?reseller={reseller.Id}")).ExpectText("1 subscription needs a decision").ExpectText(ending.Name);
        (await staff.OpenAsync("/renewals?why=NoLongerSold")).ExpectText("No renewal matches these filters").ExpectText("What else ends in this time renews by itself.");
        var nonsense = await staff.OpenAsync("/renewals?why=banana&days=abc&reseller=not-a-guid&p=-5&size=x&sort=y");
        nonsense.ExpectText("2 subscriptions need a decision");
        Assert.All(nonsense.Document.QuerySelectorAll("form select"), select => Assert.Null(select.QuerySelector("option[selected]")));
        Assert.Contains("Auto-renew is off", (await staff.GetAsync("/renewals?handler=Export&why=AutoRenewOff")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reseller_decides_on_what_it_manages_only()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        var managed = await portal.Given.CustomerAsync(provider, "Managed Works", reseller);
        var supported = await portal.Given.CustomerAsync(provider, "Supported Works");
        await portal.Given.SubscriptionAsync(provider, managed, "ALT-OFF-STD-TRY", 25);
        await portal.Given.SubscriptionAsync(provider, supported, "ALT-OFF-STD-TRY", 25, supportContact: reseller);
        using var client = await portal.Given.SignedInAsync(reseller.Admin, "de");

        var home = await client.OpenAsync("/");
        Assert.True(home.HasLink("1 Abonnements mit Ihrem Support"));
        var list = await home.ClickAsync("1 Zu entscheidende Verlängerungen");

        list.ExpectText("1 Abonnement braucht eine Entscheidung").ExpectText(managed.Name);
        Assert.False(list.Shows(supported.Name));
    }

    [Fact]
    public async Task Where_nothing_needs_a_decision_the_page_says_that_the_rest_renews()
    {
        var provider = await portal.Given.ProviderAsync();
        await portal.Given.SubscriptionAsync(provider, await portal.Given.CustomerAsync(provider));
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        (await staff.OpenAsync("/renewals")).ExpectText("Nothing needs a decision").ExpectText("renew by themselves");
    }

    private async Task SetAsync(Guid id, Func<Subscription, object> move) =>
        await portal.Given.SaveAsync(db => move(db.Subscriptions.Include(s => s.Offer).Single(s => s.Id == id)));
}
