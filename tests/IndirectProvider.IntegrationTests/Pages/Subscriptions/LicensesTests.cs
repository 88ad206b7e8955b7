using System.Net;
using IndirectProvider.IntegrationTests.Subscriptions;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Subscriptions;

/// <summary>Licences up, and down as far and as long as the 7 days allow.</summary>
public sealed class LicensesTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private GivenPortal Given => portal.Given;

    [Fact]
    public async Task Up_and_down_within_the_7_days()
    {
        var s = await Given.OwnedAsync();
        using var staff = await Given.SignedInAsync(s.Provider.Admin);

        var page = await staff.OpenAsync(s.Path);
        Assert.StartsWith("9 licenses until ", page.Value("Can be taken back"), StringComparison.Ordinal);
        Assert.Contains("1 license must stay.", page.Value("Can be taken back"), StringComparison.Ordinal);
        var form = (await page.ClickAsync("Change licenses")).Form("Change licenses");
        Assert.Equal("10", form.Value("Licenses"));
        page = await form.Fill("Licenses", " 14 ").SaveAsync("Change licenses", s);
        page.ExpectText("The subscription has 14 licenses now.").ExpectText("Licenses changed from 10 to 14.");
        Assert.Equal("14", page.Value("Licenses"));

        portal.Clock.Advance(TimeSpan.FromDays(6));
        await Given.MeanwhileAsync(s.Id, x => x.ChangeQuantity(17, Actor.Portal, Given.Now));
        portal.Clock.Advance(TimeSpan.FromDays(2));
        using var later = await Given.SignedInAsync(s.Provider.Admin);
        page = await later.OpenAsync($"{s.Path}/licenses");
        Assert.StartsWith("3 licenses until ", page.Value("Can be taken back"), StringComparison.Ordinal);
        page = await page.Form("Change licenses").Fill("Licenses", 13).SubmitAsync("Change licenses");
        page.Expect(HttpStatusCode.BadRequest);
        Assert.Equal("At the moment you can go down to 14 licenses. Fewer are possible from the renewal on.", page.ErrorAt("Licenses"));
        Assert.Equal("13", page.Form("Change licenses").Value("Licenses"));
        var plan = (await page.ClickAsync("Plan 13 licenses for the renewal")).Form("Plan change");
        Assert.Equal("13", plan.Value("Licenses"));
        page = await plan.SaveAsync("Plan change", s);
        page = await (await page.ClickAsync("Change licenses")).Form("Change licenses").Fill("Licenses", 14).SaveAsync("Change licenses", s);
        page.ExpectText("The subscription has 14 licenses now. The change planned for the renewal was dropped.");

        portal.Clock.Advance(TimeSpan.FromDays(8));
        using var last = await Given.SignedInAsync(s.Provider.Admin);
        page = await last.OpenAsync($"{s.Path}/licenses");
        page.ExpectText("None: licenses can be taken back for 7 days after they were added.");
        Assert.True(page.HasLink("Plan fewer licenses for the renewal"));
        page = await page.Form("Change licenses").Fill("Licenses", 9).SubmitAsync("Change licenses");
        Assert.StartsWith("Licenses can be taken back only within 7 days", page.ErrorAt("Licenses"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "Enter a whole number from 1 to 300.")]
    [InlineData("-3", "Enter a whole number from 1 to 300.")]
    [InlineData("many", "Enter a whole number from 1 to 300.")]
    [InlineData("", "Enter a whole number from 1 to 300.")]
    [InlineData("301", "Enter a whole number from 1 to 300.")]
    [InlineData("10", "This subscription has 10 licenses already.")]
    public async Task What_can_not_be_is_said_at_the_field(string typed, string message)
    {
        var s = await Given.OwnedAsync();
        using var staff = await Given.SignedInAsync(s.Provider.Admin);
        var form = (await staff.OpenAsync($"{s.Path}/licenses")).Form("Change licenses").Fill("Licenses", typed);

        var page = (await form.SubmitAsync("Change licenses")).Expect(HttpStatusCode.BadRequest);

        Assert.Equal(message, page.ErrorAt("Licenses"));
        Assert.Equal(typed, page.Form("Change licenses").Value("Licenses"));
        Assert.Equal((10, 0L), await Given.ReadAsync(db => db.Subscriptions.Where(x => x.Id == s.Id).Select(x => new ValueTuple<int, long>(x.Quantity, x.Version)).SingleAsync()));
    }

    [Fact]
    public async Task The_second_of_two_learns_what_changed_and_keeps_what_was_typed()
    {
        var s = await Given.OwnedAsync();
        using var staff = await Given.SignedInAsync(s.Provider.Admin);
        var form = (await staff.OpenAsync($"{s.Path}/licenses")).Form("Change licenses").Fill("Licenses", 25);
        await Given.MeanwhileAsync(s.Id, x => x.ChangeQuantity(12, Actor.Portal, Given.Now));

        var page = (await form.SubmitAsync("Change licenses")).Expect(HttpStatusCode.Conflict);

        Assert.Contains("Licenses changed from 10 to 12.", Assert.Single(page.ErrorSummary), StringComparison.Ordinal);
        Assert.Equal("25", page.Form("Change licenses").Value("Licenses"));
        Assert.Equal("12", page.Value("Licenses now"));
        (await page.Form("Change licenses").SaveAsync("Change licenses", s)).ExpectText("The subscription has 25 licenses now.");
    }

    [Fact]
    public async Task The_same_form_twice_changes_once()
    {
        var s = await Given.OwnedAsync();
        using var staff = await Given.SignedInAsync(s.Provider.Admin);
        var form = (await staff.OpenAsync($"{s.Path}/licenses")).Form("Change licenses").Fill("Licenses", 11);

        (await form.SubmitAsync("Change licenses")).Expect(HttpStatusCode.Found);
        (await form.SubmitAsync("Change licenses")).Expect(HttpStatusCode.Conflict);

        Assert.Equal("Ordered QuantityChanged", (await Given.SubscriptionAsync(s.Id)).Kinds());
    }

    [Fact]
    public async Task None_while_suspended()
    {
        var s = await Given.OwnedAsync();
        using var staff = await Given.SignedInAsync(s.Provider.Admin);
        var form = (await staff.OpenAsync($"{s.Path}/licenses")).Form("Change licenses").Fill("Licenses", 25);
        await Given.MeanwhileAsync(s.Id, x => x.Suspend("unpaid", Actor.Portal, Given.Now));

        var page = (await form.SubmitAsync("Change licenses")).Expect(HttpStatusCode.Conflict);
        Assert.Contains("Suspended.", Assert.Single(page.ErrorSummary), StringComparison.Ordinal);
        page = (await page.Form("Change licenses").SubmitAsync("Change licenses")).Expect(HttpStatusCode.Conflict);
        Assert.Equal("This subscription is suspended. Reactivate it first.", Assert.Single(page.ErrorSummary));
        Assert.Equal("25", page.Form("Change licenses").Value("Licenses"));

        page = await staff.OpenAsync($"{s.Path}/licenses");
        page.ExpectText("This subscription is suspended. Reactivate it first.");
        Assert.False(page.HasButton("Change licenses"));
        page = await staff.OpenAsync(s.Path);
        Assert.False(page.HasLink("Change licenses"));
        page.ExpectText("Suspended: reactivate it to change licenses, renewal or product.");
    }

    [Fact]
    public async Task Assigned_licenses_are_not_taken_back()
    {
        var provider = await Given.ProviderAsync();
        var reseller = await Given.ResellerAsync(partnerOf: provider);
        var customer = await Given.CustomerAsync(provider);
        var s = new OwnedSubscription(provider, customer, await Given.SubscriptionAsync(provider, customer, quantity: 3, reseller: reseller));
        await Given.SaveAsync(db => db.LicenseAssignments.Add(
            LicenseAssignment.Of(db.Subscriptions.Single(x => x.Id == s.Id), customer.Admin.Id, 1, Given.Now)));
        await Given.SaveAsync(db => db.LicenseAssignments.Add(
            LicenseAssignment.Of(db.Subscriptions.Single(x => x.Id == s.Id), provider.Admin.Id, 2, Given.Now)));

        // The credited reseller does not see who has the licences, but the rule holds for it, too.
        foreach (var (member, message) in new[]
        {
            (provider.Admin, "2 licenses are assigned to users. Take some back first."),
            (reseller.Admin, "Some of these licenses are assigned to users. The customer has to take them back first."),
        })
        {
            using var client = await Given.SignedInAsync(member);
            var page = await (await client.OpenAsync($"{s.Path}/licenses")).Form("Change licenses").Fill("Licenses", 1).SubmitAsync("Change licenses");
            Assert.Equal(message, page.ErrorAt("Licenses"));
        }

        using var staff = await Given.SignedInAsync(provider.Admin);
        var form = (await staff.OpenAsync($"{s.Path}/licenses")).Form("Change licenses").Fill("Licenses", 2);
        Assert.Equal("2", (await form.SaveAsync("Change licenses", s)).Value("Assigned to users"));
    }
}
