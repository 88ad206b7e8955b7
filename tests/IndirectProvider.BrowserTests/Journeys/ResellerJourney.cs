using IndirectProvider.BrowserTests.PageObjects;
using IndirectProvider.Testing.Given;
using Microsoft.Playwright;

namespace IndirectProvider.BrowserTests.Journeys;

/// <summary>A reseller's everyday work: exactly what is shared with it, managed where it may and read where it may not.</summary>
internal sealed class ResellerJourney(BrowserSession staff, GivenPortal given, string culture)
{
    private const string Managed = "Altostrata Office Standard";
    private const string Supported = "Altostrata Diagrams";

    /// <summary>Everything, in order.</summary>
    public async Task RunAsync()
    {
        var provider = await given.ProviderAsync();
        var reseller = await given.ResellerAsync(culture: culture, partnerOf: provider);
        var associated = await given.CustomerAsync(provider, "Kontor Nord", reseller);
        var shared = await given.CustomerAsync(provider);
        var foreign = await given.CustomerAsync(provider, "Werft Süd", await given.ResellerAsync("Beta Consulting", partnerOf: provider));
        await given.SubscriptionAsync(provider, shared, reseller: reseller);
        await given.SubscriptionAsync(provider, shared, "ALT-DIA-STD", 3, supportContact: reseller);
        await given.SubscriptionAsync(provider, shared, "ALT-PRJ-ESS", 4);
        await given.SubscriptionAsync(provider, foreign);
        await staff.SignInAsync(reseller.Admin);

        await LookAroundAsync(associated, shared, foreign);
        await ManageAsync(shared);
        await ReadAsync(shared);
        await SupportAsync(shared);
        await ChangeProfileAsync();
    }

    private async Task LookAroundAsync(GivenCustomer associated, GivenCustomer shared, GivenCustomer foreign)
    {
        await staff.NavigateAsync("Customers");
        await staff.ArriveAsync(staff.Words["Customers"], "journey-reseller-customers");
        await staff.ShowsAsync(staff.Words["{0} customers", 2]);
        await staff.ShowsAsync(associated.Name);
        await staff.ShowsAsync(shared.Name);
        await staff.ShowsNowhereAsync(foreign.Name);
        await staff.LinkTo(shared.Name).ClickAsync();
        await staff.ArriveAsync(shared.Name, "journey-reseller-customer");
        await staff.ShowsAsync(shared.ContactEmail);
        await staff.ShowsNowhereAsync("Altostrata Projects");
        await Assertions.Expect(staff.Link("Account")).ToHaveCountAsync(0);
    }

    private async Task ManageAsync(GivenCustomer shared)
    {
        await staff.LinkTo(Managed).ClickAsync();
        await staff.ArriveAsync(Managed, "journey-reseller-subscription");
        await staff.FollowAsync("Change licenses");
        await staff.ArriveAsync(staff.Words["Licenses"]);
        await staff.FillAsync("Licenses", "0");
        await staff.PressAsync("Change licenses");
        await Assertions.Expect(staff.Field("Licenses")).ToHaveAttributeAsync("aria-invalid", "true");
        await staff.ArriveAsync(staff.Words["Licenses"], "journey-reseller-licenses-refused");
        await staff.FillAsync("Licenses", "14");
        await staff.PressAsync("Change licenses");
        await staff.ShowsAsync(staff.Words["The subscription has {0} now.", staff.Words["{0} licenses", 14]]);

        await staff.FollowAsync("Change nickname");
        await staff.ArriveAsync(staff.Words["Nickname"], "journey-reseller-nickname");
        await staff.FillAsync("Nickname", "Office, Hamburg");
        await staff.PressAsync("Save");
        await staff.ArriveAsync("Office, Hamburg", "journey-reseller-renamed");
        await staff.LinkTo(shared.Name).First.ClickAsync();
        await staff.ArriveAsync(shared.Name);
        await staff.ShowsAsync("Office, Hamburg");
    }

    private async Task ReadAsync(GivenCustomer shared)
    {
        await staff.LinkTo(Supported).ClickAsync();
        await staff.ArriveAsync(Supported, "journey-reseller-read-only");
        await staff.ShowsAsync(shared.Name);
        foreach (var action in new[] { "Change licenses", "Change nickname", "Suspend", "Switch auto-renew off" })
        {
            await Assertions.Expect(staff.Link(action)).ToHaveCountAsync(0);
        }
    }

    private async Task SupportAsync(GivenCustomer shared)
    {
        await staff.NavigateAsync("Support contact");
        await staff.ArriveAsync(staff.Words["Support contact"], "journey-reseller-support-contact");
        await staff.ShowsAsync(staff.Words["1 subscription"]);
        await staff.ShowsAsync(shared.ContactEmail);
        await Assertions.Expect(staff.LinkTo(Supported)).ToBeVisibleAsync();
    }

    private async Task ChangeProfileAsync()
    {
        await staff.NavigateAsync("Settings");
        await staff.ArriveAsync(staff.Words["Company profile"], "journey-reseller-company");
        await staff.FillAsync("Support phone", "");
        await staff.PressAsync("Save");
        await Assertions.Expect(staff.Field("Support phone")).ToHaveAttributeAsync("aria-invalid", "true");
        await staff.ArriveAsync(staff.Words["Company profile"], "journey-reseller-company-refused");
        await staff.FillAsync("Support phone", "+49 30 987654");
        await staff.PressAsync("Save");
        await staff.ShowsAsync(staff.Words["The company profile is saved."]);
        await staff.ArriveAsync(staff.Words["Company profile"]);
    }
}
