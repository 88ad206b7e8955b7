using IndirectProvider.BrowserTests.PageObjects;
using IndirectProvider.Testing.Given;
using Microsoft.Playwright;

namespace IndirectProvider.BrowserTests.Journeys;

/// <summary>A customer's administrator: what there is, who gets it, and who else may touch it.</summary>
internal sealed class CustomerJourney(BrowserSession admin, GivenPortal given, string culture)
{
    private const string Product = "Altostrata Office Standard";

    /// <summary>Everything, in order.</summary>
    public async Task RunAsync()
    {
        var provider = await given.ProviderAsync();
        var reseller = await given.ResellerAsync(partnerOf: provider);
        var customer = await given.CustomerAsync(provider, reseller: reseller, culture: culture);
        var colleague = await given.UserAsync(customer);
        await given.SubscriptionAsync(provider, customer, quantity: 1, supportContact: reseller);
        await given.SubscriptionAsync(provider, customer, "ALT-CLD-PLN", 1);
        await admin.SignInAsync(customer.Admin);

        await LookAroundAsync(reseller);
        await AddUserAsync();
        await AssignAsync(customer.Admin, colleague);
        await GrantAsync(reseller);
        await RemoveAsync(reseller, provider);
    }

    private async Task LookAroundAsync(GivenReseller reseller)
    {
        await admin.ArriveAsync(admin.Words["Home"], "journey-customer-home");
        await admin.NavigateAsync("Subscriptions");
        await admin.ArriveAsync(admin.Words["Subscriptions"], "journey-customer-subscriptions");
        await admin.LinkTo(Product).ClickAsync();
        await admin.ArriveAsync(Product, "journey-customer-subscription");
        await admin.ShowsAsync($"support{reseller.Admin.UserName["admin".Length..]}");
        await Assertions.Expect(admin.Link("Change licenses")).ToHaveCountAsync(0);
    }

    private async Task AddUserAsync()
    {
        await admin.NavigateAsync("Users and licenses");
        await admin.ArriveAsync(admin.Words["Users and licenses"], "journey-customer-users");
        await admin.FollowAsync("New user");
        await admin.ArriveAsync(admin.Words["New user"], "journey-customer-new-user");
        await admin.FillAsync("User name", "nina.neu");
        await admin.FillAsync("First name", "Nina");
        await admin.FillAsync("Last name", "Neu");
        await admin.FillAsync("E-mail address", "nina.neu@mail.example");
        await admin.PressAsync("Create user");

        await admin.ArriveAsync(admin.Words["Temporary password"], "journey-customer-password");
        var password = await admin.Field("Temporary password").InnerTextAsync();
        Assert.Equal(16, password.Length);
        await admin.FollowAsync("Done");
        await admin.ArriveAsync("Nina Neu", "journey-customer-user");
        await admin.Page.GoBackAsync();
        await admin.ArriveAsync(admin.Words["Temporary password"], "journey-customer-password-gone");
        await admin.ShowsNowhereAsync(password);
        await admin.FollowAsync("Done");
        await admin.ArriveAsync("Nina Neu");
    }

    private async Task AssignAsync(params GivenMember[] others)
    {
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = $"{admin.Words["Assign"]} – {Product}", Exact = true }).ClickAsync();
        await admin.ShowsAsync(admin.Words["1 license was assigned."]);
        await admin.ArriveAsync("Nina Neu", "journey-customer-user-licensed");

        await admin.NavigateAsync("Users and licenses");
        await admin.ArriveAsync(admin.Words["Users and licenses"], "journey-customer-users-licensed");
        foreach (var other in others)
        {
            await admin.FieldOf(admin.Words["Choose {0}", other.Name]).CheckAsync();
        }

        await admin.PressAsync("Change licenses of chosen users");
        await admin.ArriveAsync(admin.Words["Assign licenses"], "journey-customer-assign");
        await admin.FieldOf(Product).CheckAsync();
        await admin.PressAsync("Assign licenses");
        await admin.ShowsAsync(admin.Words["No license of {0} is left.", Product]);
        await Assertions.Expect(admin.FieldOf(Product)).ToBeCheckedAsync();
        await admin.ArriveAsync(admin.Words["Assign licenses"], "journey-customer-assign-refused");
    }

    private async Task GrantAsync(GivenReseller reseller)
    {
        await admin.NavigateAsync("Partners");
        await admin.ArriveAsync(admin.Words["Partners"], "journey-customer-partners");
        await admin.FollowAsync("Tenant owner");
        await admin.ArriveAsync(admin.Words["Tenant owner"], "journey-customer-grant");
        await admin.SelectAsync("Indirect reseller", reseller.Name);
        await admin.PressAsync("Give grant");
        await admin.ShowsAsync(admin.Words["The tenant owner grant is given."]);
        await admin.ArriveAsync(admin.Words["Tenant owner"], "journey-customer-grant-given");
        await admin.PressAsync("Withdraw grant");
        await admin.ShowsAsync(admin.Words["The tenant owner grant is withdrawn."]);
        await admin.ShowsAsync(admin.Words["No reseller may administer this Azure subscription."]);
        await admin.CheckAsync();
    }

    private async Task RemoveAsync(GivenReseller reseller, GivenProvider provider)
    {
        await admin.NavigateAsync("Partners");
        await admin.FollowAsync("Remove administration");
        await admin.ArriveAsync(admin.Words["Remove administration of {0}", reseller.Name], "journey-customer-remove");
        await admin.ShowsAsync(admin.Words["{0} becomes the support contact of: {1}.", provider.Name, Product]);
        await admin.PressAsync("Remove administration");
        await admin.ShowsAsync(admin.Words["{0} no longer manages your account.", reseller.Name]);
        await admin.ArriveAsync(admin.Words["Partners"], "journey-customer-removed");
        await Assertions.Expect(admin.Link("Remove administration")).ToHaveCountAsync(0);
    }
}
