using IndirectProvider.BrowserTests.PageObjects;
using IndirectProvider.Testing.Given;
using Microsoft.Playwright;

namespace IndirectProvider.BrowserTests.Journeys;

/// <summary>A provider's everyday work: from a customer in the list to a subscription that has been through everything.</summary>
internal sealed class ProviderJourney(BrowserSession staff, GivenPortal given, string culture)
{
    private const string Product = "Altostrata Office Standard";
    private const string Second = "Altostrata Diagrams";

    private GivenReseller _reseller = null!;
    private GivenReseller _credited = null!;
    private GivenCustomer _customer = null!;

    /// <summary>Everything, in order.</summary>
    public async Task RunAsync()
    {
        var provider = await given.ProviderAsync(culture: culture);
        _reseller = await given.ResellerAsync(partnerOf: provider);
        _credited = await given.ResellerAsync("Beta Consulting", partnerOf: provider);
        _customer = await given.CustomerAsync(provider, reseller: _reseller);
        var other = await given.CustomerAsync(provider, "Werft Süd");
        await given.SubscriptionAsync(provider, other);
        await staff.SignInAsync(provider.Admin);

        await FindAsync(other);
        await AddAsync();
        await ChangeAsync();
        await HandOverAsync();
        await PauseAsync();
        await ExportAsync(other);
    }

    private async Task FindAsync(GivenCustomer other)
    {
        await staff.NavigateAsync("Customers");
        await staff.ArriveAsync(staff.Words["Customers"], "journey-provider-customers");
        await staff.FillAsync("Name, domain, e-mail or id", _customer.Name);
        await staff.PressAsync("Filter");
        await staff.ShowsAsync(staff.Words["1 customer"]);
        await staff.ShowsNowhereAsync(other.Name);

        await staff.LinkTo(staff.Words["Details of {0}", _customer.Name]).PressAsync("Enter");
        await Assertions.Expect(staff.Page.GetByText($"{_customer.Id}", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(staff.LinkTo(staff.Words["Details of {0}", _customer.Name])).ToHaveAttributeAsync("aria-expanded", "true");
        await staff.ArriveAsync(staff.Words["Customers"], "journey-provider-customers-open");
    }

    private async Task AddAsync()
    {
        await staff.FollowAsync("Add subscription");
        await staff.ArriveAsync(staff.Words["New subscription"], "journey-provider-add-1");
        await staff.PickAsync(Product, "12");
        await staff.CreditAsync(Product, _reseller.Name);
        await staff.PickAsync(Second, "3");
        await staff.CreditByPartnerIdAsync(Second, _credited.PartnerId);
        await staff.ShowsAsync(staff.Words["Verified: {0}", _credited.Name]);
        await staff.ArriveAsync(staff.Words["New subscription"], "journey-provider-add-1-verified");

        await staff.PressAsync("Next: Review");
        await staff.ArriveAsync(staff.Words["Review"], "journey-provider-add-2-review");
        await staff.ShowsAsync(_reseller.Name);
        await staff.ShowsAsync(_credited.Name);
        await staff.AttestAsync();
        await staff.PressAsync("Submit");
        await staff.ArriveAsync(staff.Words["Confirmation"], "journey-provider-add-3-confirmation");
        await staff.FollowAsync("Done");
        await staff.ArriveAsync(_customer.Name, "journey-provider-customer");
        await staff.ShowsAsync(Second);
    }

    private async Task ChangeAsync()
    {
        await staff.LinkTo(Product).ClickAsync();
        await staff.ArriveAsync(Product, "journey-provider-subscription");
        await staff.FollowAsync("Change licenses");
        await staff.ArriveAsync(staff.Words["Licenses"], "journey-provider-licenses");
        await staff.FillAsync("Licenses", "20");
        await staff.PressAsync("Change licenses");
        await SaidAsync(staff.Words["The subscription has {0} now.", staff.Words["{0} licenses", 20]]);

        await staff.FollowAsync("Change at renewal");
        await staff.ArriveAsync(staff.Words["Change at renewal"], "journey-provider-renewal");
        await staff.FillAsync("Licenses", "15");
        await staff.PressAsync("Plan change");
        await SaidAsync(staff.Words["The change at renewal was planned."], "journey-provider-renewal-planned");
        await staff.PressAsync("Revoke planned change");
        await SaidAsync(staff.Words["The planned change was revoked. The subscription renews as it is."]);
    }

    private async Task HandOverAsync()
    {
        var title = staff.Words["Designated support contact"];
        await staff.LinkTo($"{staff.Words["Change"]} – {title}").ClickAsync();
        await staff.ArriveAsync(title, "journey-provider-support-contact");
        await staff.SelectAsync("Designated support contact", _reseller.Name);
        await staff.PressAsync("Submit");
        await SaidAsync(staff.Words["The designated support contact was saved."]);
        await staff.ShowsAsync($"support{_reseller.Admin.UserName["admin".Length..]}");
    }

    private async Task PauseAsync()
    {
        await staff.FollowAsync("Suspend");
        await staff.ArriveAsync(staff.Words["Suspend"], "journey-provider-suspend");
        await staff.PressAsync("Suspend");
        await SaidAsync(staff.Words["The subscription was suspended."], "journey-provider-suspended");
        await staff.Link("Reactivate").First.ClickAsync();
        await staff.ArriveAsync(staff.Words["Reactivate"], "journey-provider-reactivate");
        await staff.PressAsync("Reactivate");
        await SaidAsync(staff.Words["The subscription was reactivated."], "journey-provider-reactivated");
    }

    private async Task ExportAsync(GivenCustomer other)
    {
        await staff.NavigateAsync("Subscriptions");
        await staff.ArriveAsync(staff.Words["Subscriptions"], "journey-provider-subscriptions");
        await staff.FillAsync("Customer, name, product or id", _customer.Name);
        await staff.PressAsync("Filter");
        await staff.ShowsAsync(staff.Words["{0} subscriptions", 2]);
        var download = await staff.Page.RunAndWaitForDownloadAsync(() => staff.FollowAsync("Export CSV"));
        var lines = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.EndsWith(".csv", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains(Product, StringComparison.Ordinal) && line.Contains(_customer.Name, StringComparison.Ordinal) && line.Contains("20", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains(other.Name, StringComparison.Ordinal));
    }

    /// <summary>Waits for the subscription's page to say what was done.</summary>
    private async Task SaidAsync(string text, string? picture = null)
    {
        await staff.ShowsAsync(text);
        await staff.ArriveAsync(Product, picture);
    }
}
