using System.Net;
using IndirectProvider.IntegrationTests.Subscriptions;
using IndirectProvider.Subscriptions;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;

namespace IndirectProvider.IntegrationTests.Pages.Subscriptions;

/// <summary>Nickname, suspending, reactivating, canceling, auto-renew.</summary>
public sealed class StateTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private GivenPortal Given => portal.Given;

    [Fact]
    public async Task The_page_says_how_it_is_and_leads_to_every_change()
    {
        var s = await Given.OwnedAsync();
        using var staff = await Given.SignedInAsync(s.Provider.Admin);
        var customer = await staff.OpenAsync($"/customers/{s.Customer.Id}");

        var page = await customer.ClickAsync("Altostrata Office Standard");

        Assert.Equal((s.Path, "Altostrata Office Standard"), (page.Path, page.Heading));
        Assert.Equal("Altostrata Office Standard", page.Value("Product"));
        Assert.Equal("1 month, billed monthly", page.Value("Term and billing plan"));
        page.ExpectText("Then it renews by itself: 10 licenses, 1 month, billed monthly.").ExpectText("Ordered: ").ExpectText(s.Provider.Admin.Name);
        page.ExpectText("No indirect reseller").ExpectText(s.Provider.SupportEmail);
        foreach (var link in new[] { "Change licenses", "Upgrade", "Change at renewal", "Change term and billing plan", "Switch auto-renew off", "Suspend", "Cancel subscription", "Change nickname", "Change – Indirect reseller", "Change – Designated support contact" })
        {
            Assert.Equal(HttpStatusCode.OK, (await page.ClickAsync(link)).Status);
        }

        var other = await Given.CustomerAsync(s.Provider);
        (await staff.GetAsync($"/customers/{other.Id}/subscriptions/{s.Id}")).Expect(HttpStatusCode.NotFound);
        (await staff.GetAsync($"/customers/{other.Id}/subscriptions/{s.Id}/cancel")).Expect(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nickname()
    {
        var s = await Given.OwnedAsync();
        using var staff = await Given.SignedInAsync(s.Provider.Admin);
        var form = (await staff.OpenAsync($"{s.Path}/nickname")).Form("Save");

        var page = await form.Fill("Nickname", "  Head   office ").SaveAsync("Save", s);
        Assert.Equal("Head office", page.Heading);
        page.ExpectText("The nickname was saved.").ExpectText("Nickname changed from Altostrata Office Standard to Head office.");

        page = await (await staff.OpenAsync($"{s.Path}/nickname")).Form("Save").Fill("Nickname", new string('x', 201)).SubmitAsync("Save");
        Assert.Equal("Use at most 200 characters.", page.Expect(HttpStatusCode.BadRequest).ErrorAt("Nickname"));
        Assert.Equal(201, page.Form("Save").Value("Nickname").Length);
        page = await page.Form("Save").Fill("Nickname", " ").SaveAsync("Save", s);
        Assert.Equal("Altostrata Office Standard", page.Heading);
    }

    [Fact]
    public async Task A_form_that_is_wrong_and_stale_still_tells_what_changed()
    {
        var s = await Given.OwnedAsync();
        using var staff = await Given.SignedInAsync(s.Provider.Admin);
        var form = (await staff.OpenAsync($"{s.Path}/nickname")).Form("Save").Fill("Nickname", new string('x', 201));
        await Given.MeanwhileAsync(s.Id, x => x.Rename("Branch", Actor.Portal, Given.Now));

        var page = (await form.SubmitAsync("Save")).Expect(HttpStatusCode.BadRequest);
        page = (await page.Form("Save").Fill("Nickname", "Main").SubmitAsync("Save")).Expect(HttpStatusCode.Conflict);

        Assert.Contains("to Branch.", Assert.Single(page.ErrorSummary), StringComparison.Ordinal);
        Assert.Equal("Main", page.Form("Save").Value("Nickname"));
    }

    [Fact]
    public async Task Suspend_and_reactivate_with_a_reason_and_auto_renew_after()
    {
        var s = await Given.OwnedAsync();
        using var staff = await Given.SignedInAsync(s.Provider.Admin);
        var page = await (await staff.OpenAsync(s.Path)).ClickAsync("Suspend");
        page.ExpectText("Auto-renew is switched off and stays off").ExpectText("Billing goes on.");

        page = await page.Form("Suspend").Fill("Reason", "unpaid").SaveAsync("Suspend", s);
        page.ExpectText("The subscription was suspended. Auto-renew was switched off as well.").ExpectText("Reason: unpaid");
        Assert.Equal("Off", page.Value("Auto-renew"));
        Assert.False(page.HasLink("Upgrade") || page.HasLink("Change at renewal") || page.HasLink("Switch auto-renew on") || page.HasLink("Suspend"));
        (await staff.OpenAsync($"{s.Path}/suspend")).ExpectText("This can't be done now");
        (await staff.OpenAsync($"{s.Path}/renewal")).ExpectText("Reactivate it first.");

        page = await (await page.ClickAsync("Reactivate")).ExpectText("Auto-renew was switched off and stays off").Form("Reactivate").Fill("Reason", "paid").SaveAsync("Reactivate", s);
        page.ExpectText("The subscription was reactivated.").ExpectText("Reason: paid");
        Assert.Equal("Off", page.Value("Auto-renew"));
        page.ExpectText("and does not renew.");
        (await staff.OpenAsync($"{s.Path}/renewal")).ExpectText("Auto-renew is off, so there is no renewal to plan for.");

        page = await (await page.ClickAsync("Switch auto-renew on")).Form("Switch auto-renew on").SaveAsync("Switch auto-renew on", s);
        Assert.Equal("On", page.ExpectText("Auto-renew was switched on.").Value("Auto-renew"));
        page = await (await page.ClickAsync("Switch auto-renew off")).Form("Switch auto-renew off").SaveAsync("Switch auto-renew off", s);
        Assert.Equal("Off", page.ExpectText("Auto-renew was switched off.").Value("Auto-renew"));
    }

    [Fact]
    public async Task Cancel_in_its_window_with_what_is_refunded()
    {
        var s = await Given.OwnedAsync();
        portal.Clock.Advance(TimeSpan.FromHours(26));
        using var staff = await Given.SignedInAsync(s.Provider.Admin);

        var page = await staff.OpenAsync(s.Path);
        Assert.EndsWith("5 days and 21 hours left", page.Value("Can be canceled until"), StringComparison.Ordinal);
        var refund = page.Value("Refund now");
        var (days, left) = await Given.ReadAsync(db => Task.FromResult(db.Subscriptions.Single(x => x.Id == s.Id).RefundAt(Given.Now))) is var share ? (share.Days, share.DaysLeft) : default;
        Assert.EndsWith($"({left} of {days} days)", refund, StringComparison.Ordinal);
        Assert.Equal(2, days - left);
        page = await page.ClickAsync("Cancel subscription");
        page.ExpectText($"{left} of {days} days").ExpectText("This is final.").ExpectText($"{s.Customer.Name} loses Altostrata Office Standard with 10 licenses at once.");
        Assert.True(page.HasLink("Keep subscription"));

        page = await page.Form("Cancel subscription").Fill("Reason", "wrong product").SaveAsync("Cancel subscription", s);

        page.ExpectText("The subscription was canceled.").ExpectText("Reason: wrong product").ExpectText("Canceled.");
        foreach (var link in new[] { "Change licenses", "Suspend", "Reactivate", "Cancel subscription", "Change nickname", "Change – Indirect reseller", "Change – Designated support contact" })
        {
            Assert.False(page.HasLink(link), link);
        }

        (await staff.OpenAsync($"{s.Path}/licenses")).ExpectText("This subscription was canceled. Nothing can be changed any more.");
    }

    [Fact]
    public async Task Too_late_to_cancel()
    {
        var s = await Given.OwnedAsync();
        portal.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(3));
        using var staff = await Given.SignedInAsync(s.Provider.Admin);
        var form = (await staff.OpenAsync($"{s.Path}/cancel")).ExpectText("minutes left").Form("Cancel subscription");
        portal.Clock.Advance(TimeSpan.FromMinutes(4));

        var page = (await form.SubmitAsync("Cancel subscription")).Expect(HttpStatusCode.Conflict);
        Assert.Contains("Switch auto-renew off", Assert.Single(page.ErrorSummary), StringComparison.Ordinal);
        page = await staff.OpenAsync(s.Path);
        Assert.False(page.HasLink("Cancel subscription"));
        page.ExpectText("Canceling was possible for 7 days from the beginning of the term. To end it, switch auto-renew off.");
        (await staff.OpenAsync($"{s.Path}/cancel")).ExpectText("This can't be done now");
        Assert.Equal(SubscriptionState.Active, (await Given.SubscriptionAsync(s.Id)).State);
    }

    [Fact]
    public async Task In_German()
    {
        var s = await Given.OwnedAsync();
        using var staff = await Given.SignedInAsync(s.Provider.Admin, "de");

        var page = await staff.OpenAsync(s.Path);
        page.ExpectText("Dann verlängert es sich von selbst: 10 Lizenzen, 1 Monat, monatliche Abrechnung.").ExpectText("Benannter Supportkontakt").ExpectText("Indirekter Händler");
        Assert.Equal("10", page.Value("Lizenzen"));
        page = await (await page.ClickAsync("Lizenzen ändern")).Form("Lizenzen ändern").Fill("Lizenzen", "0").SubmitAsync("Lizenzen ändern");
        Assert.Equal("Geben Sie eine ganze Zahl von 1 bis 300 ein.", page.ErrorAt("Lizenzen"));
        page = await page.Form("Lizenzen ändern").Fill("Lizenzen", 12).SaveAsync("Lizenzen ändern", s);
        page.ExpectText("Das Abonnement hat jetzt 12 Lizenzen.").ExpectText("Lizenzen von 10 auf 12 geändert.");
    }
}
