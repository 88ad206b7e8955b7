using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Home;

/// <summary>What each kind of member sees first.</summary>
public sealed class HomeTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task A_brand_new_provider_is_shown_the_first_step()
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = await portal.Given.SignedInAsync(provider.Admin, "de");

        var home = await client.OpenAsync("/");

        home.ExpectText("Beginnen Sie mit Ihrem ersten Partner");
        Assert.EndsWith("/indirect-resellers/request", home.Link("Partnerschaft anfragen").Href, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_sees_what_ends_soon_and_nothing_of_others()
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider, "Ends Soon");
        await portal.Given.SubscriptionAsync(provider, customer, "ALT-OFF-STD-TRY", 25);
        var other = await portal.Given.ProviderAsync();
        var theirs = await portal.Given.CustomerAsync(other, "Distinctive Victim");
        await portal.Given.SubscriptionAsync(other, theirs, "ALT-OFF-STD-TRY", 25);
        using var client = await portal.Given.SignedInAsync(provider.Admin);

        var home = await client.OpenAsync("/");

        Assert.Contains("Altostrata Office Standard Trial", home.Row(customer.Name).TextContent, StringComparison.Ordinal);
        Assert.True(home.HasLink("0 Orders not finished"));
        Assert.DoesNotContain("Distinctive Victim", home.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_sees_a_count_of_what_the_role_does_not_open()
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider);
        await portal.Given.SubscriptionAsync(provider, customer);
        var helpdesk = await portal.Given.StaffAsync(provider, MemberRole.HelpdeskAgent);
        var nobody = await portal.Given.StaffAsync(provider, MemberRole.Member);
        using var one = await portal.Given.SignedInAsync(helpdesk);
        using var two = await portal.Given.SignedInAsync(nobody);

        var home = await one.OpenAsync("/");
        Assert.False(home.Shows("Open invitations") || home.Shows("Orders not finished") || home.HasLink("New customer"));
        home.ExpectText("Subscriptions that end within 30 days");
        (await two.OpenAsync("/")).ExpectText("You have no role yet.");
    }

    [Fact]
    public async Task A_customer_sees_its_subscriptions_who_manages_them_and_who_helps()
    {
        var provider = await portal.Given.ProviderAsync();
        var managing = await portal.Given.ResellerAsync("Managing Reseller", partnerOf: provider);
        var supporting = await portal.Given.ResellerAsync("Supporting Reseller", partnerOf: provider);
        var stranger = await portal.Given.ResellerAsync("Distinctive Stranger", partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider, reseller: managing);
        await portal.Given.SubscriptionAsync(provider, customer, "ALT-OFF-STD", 10, managing);
        await portal.Given.SubscriptionAsync(provider, customer, "ALT-OFF-BAS", 7, supporting, supportContact: supporting);
        var other = await portal.Given.CustomerAsync(provider, "Distinctive Neighbour", stranger);
        await portal.Given.SubscriptionAsync(provider, other, "ALT-CRM-ENT");
        using var client = await portal.Given.SignedInAsync(customer.Admin);

        var home = await client.OpenAsync("/");

        AssertRow(home, "Altostrata Office Standard", "10", "Active", "Renews on", provider.Name, provider.SupportEmail);
        AssertRow(home, "Altostrata Office Basic", "7", "Active", "Renews on", supporting.Name, "@reseller.example", "+4930654321");
        AssertRow(home, $"{managing.Name} Managing reseller.", "Manages your account and all subscriptions.");
        foreach (var foreign in new[] { stranger.Name, other.Name, "Sales Enterprise" })
        {
            Assert.DoesNotContain(foreign, home.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_reseller_whose_administration_ended_is_not_shown_to_the_customer()
    {
        var provider = await portal.Given.ProviderAsync();
        var former = await portal.Given.ResellerAsync("Former Reseller", partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider, reseller: former);
        await portal.Given.SubscriptionAsync(provider, customer, reseller: former);
        await portal.Given.ReadAsync(db => db.CustomerResellers.Where(r => r.CustomerId == customer.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.EndedAt, portal.Given.Now)));
        using var client = await portal.Given.SignedInAsync(customer.Admin);

        var home = await client.OpenAsync("/");

        Assert.False(home.Shows("Former Reseller"));
        home.ExpectText("Manages your account and supplies your subscriptions.");
    }

    [Fact]
    public async Task A_reseller_sees_its_own_providers_and_its_agreement()
    {
        var provider = await portal.Given.ProviderAsync();
        var other = await portal.Given.ProviderAsync("Distinctive Distribution");
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        var fresh = await portal.Given.ResellerAsync(agreement: false);
        await portal.Given.CustomerAsync(provider, reseller: reseller);
        using var one = await portal.Given.SignedInAsync(reseller.Admin);
        using var two = await portal.Given.SignedInAsync(fresh.Admin);

        var home = await one.OpenAsync("/");
        AssertRow(home, provider.Name, provider.SupportEmail, "1");
        Assert.DoesNotContain(other.Name, home.Html, StringComparison.Ordinal);
        (await two.OpenAsync("/")).ExpectText("The partner agreement is not accepted yet").ExpectText("No indirect providers yet");
    }

    [Fact]
    public async Task An_operator_goes_on_to_the_providers()
    {
        using var client = await portal.Given.SignedInAsync(await portal.Given.OperatorAsync());

        (await (await client.GetAsync("/")).FollowToAsync("/operator/providers")).Expect(HttpStatusCode.OK);
    }

    private static void AssertRow(Page page, string name, params string[] texts)
    {
        var row = AccessibleName.VisibleText(page.Row(name));
        Assert.All(texts, text => Assert.Contains(text, row, StringComparison.Ordinal));
    }
}
