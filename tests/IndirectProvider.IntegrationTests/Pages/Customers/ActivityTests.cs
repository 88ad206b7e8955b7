using System.Globalization;
using System.Reflection;
using IndirectProvider.Audit;
using IndirectProvider.IntegrationTests.Subscriptions;
using IndirectProvider.Subscriptions;
using IndirectProvider.Testing.Given;
using IndirectProvider.Web;
using IndirectProvider.Web.Pages.Shared;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace IndirectProvider.IntegrationTests.Pages.Customers;

/// <summary>The activity of a customer in words, for its provider and its resellers.</summary>
public sealed class ActivityTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    public static TheoryData<string> Actions =>
        [.. typeof(AuditAction).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Actions))]
    public void Every_action_has_its_sentence_in_both_languages(string action)
    {
        var texts = portal.Services.GetRequiredService<IStringLocalizer<Texts>>();
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
            var english = ActivityWording.Of(action, "Subject", texts);
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("de");
            var german = ActivityWording.Of(action, "Subject", texts);

            Assert.Contains("Subject", english, StringComparison.Ordinal);
            Assert.Contains("Subject", german, StringComparison.Ordinal);
            Assert.NotEqual(english, german);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public async Task Staff_read_who_did_what_with_before_and_after_page_by_page()
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider);
        var subscription = await portal.Given.SubscriptionAsync(provider, customer, quantity: 10);
        for (var i = 1; i <= 30; i++)
        {
            await portal.ActAsync<RenameSubscription, Result<Consequences>>(provider, async rename => await rename.ExecuteAsync(
                new() { SubscriptionId = subscription, Version = (await portal.Given.SubscriptionAsync(subscription)).Version, Nickname = $"Name {i}" }, default));
        }

        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var page = await staff.OpenAsync($"/customers/{customer.Id}/activity");
        page.ExpectText("Nickname: Name 29 → Name 30").ExpectText(provider.Admin.Name).ExpectText(provider.Name);
        var next = await page.ClickAsync("Next");
        next.ExpectText("Name 1 → Name 2");
        Assert.Equal(page.Text, (await next.ClickAsync("Previous")).Text);
        using var german = await portal.Given.SignedInAsync(provider.Admin, "de");
        (await german.OpenAsync($"/customers/{customer.Id}/activity")).ExpectText("Das Abonnement Name 30 wurde umbenannt");
    }

    [Fact]
    public async Task A_reseller_reads_what_concerns_it_and_no_other_resellers_people()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync("Reader", partnerOf: provider);
        var other = await portal.Given.ResellerAsync("Other", partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider, reseller: reseller);
        await portal.Given.SaveAsync(db =>
        {
            var now = portal.Given.Now;
            var stranger = new Tenancy.Actor(other.Admin.Id, other.Admin.Name, other.Name, null, null);
            db.AuditRecords.Add(AuditRecord.Of(now, stranger, AuditAction.SubscriptionSuspended, Guid.NewGuid(), "Shared plan", new Concerned(provider.Id, reseller.Id, customer.Id), null));
            db.AuditRecords.Add(AuditRecord.Of(now, stranger, AuditAction.SubscriptionSuspended, Guid.NewGuid(), "Secret plan", new Concerned(provider.Id, other.Id, customer.Id), null));
        });
        using var client = await portal.Given.SignedInAsync(reseller.Admin);

        var page = await client.OpenAsync($"/customers/{customer.Id}/activity");

        page.ExpectText("Shared plan was suspended");
        Assert.DoesNotContain("Secret plan", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Name, page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Admin.Name, page.Html, StringComparison.Ordinal);
    }
}
