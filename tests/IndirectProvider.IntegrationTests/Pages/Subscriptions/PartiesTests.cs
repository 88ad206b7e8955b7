using System.Net;
using IndirectProvider.Data;
using IndirectProvider.IntegrationTests.Subscriptions;
using IndirectProvider.Subscriptions;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Subscriptions;

/// <summary>The credited reseller and the designated support contact.</summary>
public sealed class PartiesTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private GivenPortal Given => portal.Given;

    [Fact]
    public async Task Choose_verify_or_none_with_history()
    {
        var s = await Given.OwnedAsync();
        var alpha = await Given.ResellerAsync("Alpha", partnerOf: s.Provider);
        var beta = await Given.ResellerAsync("Beta", partnerOf: s.Provider);
        using var staff = await Given.SignedInAsync(s.Provider.Admin);

        var page = await (await staff.OpenAsync($"{s.Path}/reseller")).Form("Submit").Fill("Indirect reseller", alpha.Name).SaveAsync("Submit", s);
        Assert.Equal([alpha.Name], Credited(page.ExpectText("The indirect reseller was saved.")));
        page = await (await staff.OpenAsync($"{s.Path}/reseller")).Form("Verify").Fill("PartnerID", $" {beta.PartnerId} ").SubmitAsync("Verify");
        page.Expect(HttpStatusCode.OK).ExpectText($"PartnerID {beta.PartnerId} is {beta.Name}.");
        var form = page.Form("Submit");
        Assert.Equal((beta.Name, ""), (form.Value("Indirect reseller"), form.Value("PartnerID")));
        Assert.Equal(alpha.Id, (await Given.SubscriptionAsync(s.Id)).ResellerId);
        page = await form.SaveAsync("Submit", s);
        Assert.Equal([beta.Name, alpha.Name], Credited(page));
        page.ExpectText($"Credited to the indirect reseller {beta.Name}.");

        page = await (await staff.OpenAsync($"{s.Path}/reseller")).Form("Submit").Fill("Indirect reseller", "No indirect reseller").SaveAsync("Submit", s);
        Assert.Equal([beta.Name, alpha.Name], Credited(page.ExpectText("No indirect reseller is credited any more.")));
        Assert.All((await Given.SubscriptionAsync(s.Id)).Credits, c => Assert.NotNull(c.To));

        // A PartnerID counts without verifying it first.
        await (await staff.OpenAsync($"{s.Path}/reseller")).Form("Submit").Fill("PartnerID", alpha.PartnerId).SaveAsync("Submit", s);
        Assert.Equal(alpha.Id, (await Given.SubscriptionAsync(s.Id)).ResellerId);
    }

    [Fact]
    public async Task Every_PartnerID_that_can_not_be_has_its_message()
    {
        var s = await Given.OwnedAsync();
        await Given.ReadAsync(db => db.Providers.Where(p => p.Id == s.Provider.Id).ExecuteUpdateAsync(p => p.SetProperty(x => x.PartnerId, "7654321")));
        var stranger = await Given.ResellerAsync("Stranger");
        var unready = await Given.ResellerAsync("Unready", agreement: false, partnerOf: s.Provider);
        var former = await Given.ResellerAsync("Former", partnerOf: s.Provider);
        await Given.SaveAsync(db => db.Partnerships.Single(p => p.ResellerId == former.Id).End(Given.Now));
        using var staff = await Given.SignedInAsync(s.Provider.Admin);
        var form = (await staff.OpenAsync($"{s.Path}/reseller")).Form("Submit");

        foreach (var (typed, message) in new[]
        {
            ("12", "Enter the PartnerID: 5 to 10 digits."),
            ("12a45", "Enter the PartnerID: 5 to 10 digits."),
            ("99999", "None of your indirect resellers has the PartnerID 99999."),
            (stranger.PartnerId, $"None of your indirect resellers has the PartnerID {stranger.PartnerId}."),
            ("7654321", "This is your own PartnerID. Choose \"No indirect reseller\" where you serve the customer directly."),
            (unready.PartnerId, $"{unready.Name} has not accepted the partner agreement yet and can't be named before."),
            (former.PartnerId, $"The partnership with {former.Name} has ended. A new invitation can renew it."),
        })
        {
            foreach (var button in new[] { "Verify", "Submit" })
            {
                var page = (await form.Fill("PartnerID", typed).SubmitAsync(button)).Expect(HttpStatusCode.BadRequest);
                Assert.Equal(message, page.ErrorAt("PartnerID"));
                Assert.Equal(typed, page.Form("Submit").Value("PartnerID"));
            }
        }

        var nothing = (await form.Fill("PartnerID", "").SubmitAsync("Verify")).Expect(HttpStatusCode.BadRequest);
        Assert.Equal("Enter the PartnerID: 5 to 10 digits.", nothing.ErrorAt("PartnerID"));
        Assert.Null((await Given.SubscriptionAsync(s.Id)).ResellerId);
    }

    [Fact]
    public async Task A_partnership_that_ends_while_the_page_is_open()
    {
        var s = await Given.OwnedAsync();
        var reseller = await Given.ResellerAsync(partnerOf: s.Provider);
        using var staff = await Given.SignedInAsync(s.Provider.Admin);
        var form = (await staff.OpenAsync($"{s.Path}/reseller")).Form("Submit").Fill("Indirect reseller", reseller.Name);
        await EndAsync(reseller);

        var page = (await form.SubmitAsync("Submit")).Expect(HttpStatusCode.BadRequest);

        Assert.StartsWith("This indirect reseller can't be named any more", page.ErrorAt("Indirect reseller"), StringComparison.Ordinal);
        Assert.Equal($"{reseller.Name} (no longer available)", page.Form("Submit").Value("Indirect reseller"));
        await page.Form("Submit").Fill("Indirect reseller", "No indirect reseller").SaveAsync("Submit", s);
    }

    [Fact]
    public async Task A_partnership_that_ends_between_check_and_save()
    {
        var s = await Given.OwnedAsync();
        var reseller = await Given.ResellerAsync(partnerOf: s.Provider);
        var seen = new RenameSubscription.Input { SubscriptionId = s.Id };
        var held = await portal.ActAsync(s.Provider, async (PortalDbContext db) =>
        {
            var subscription = await db.Subscriptions.Include(x => x.Offer).SingleAsync(x => x.Id == s.Id);
            await db.HoldPartnershipAsync(subscription, reseller.Id, default);
            await EndAsync(reseller);
            return await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => db.SaveChangesAsync());
        });
        Assert.NotNull(held);

        // A reseller that managed the subscription when it was opened and does not any more when it is saved.
        var second = await Given.ResellerAsync(partnerOf: s.Provider);
        await portal.ActAsync(s.Provider, (CreditReseller v) => v.ExecuteAsync(new() { SubscriptionId = s.Id, ResellerId = second.Id }, default));
        var result = await portal.ActAsync(second, (ChangeSubscription v) => v.ExecuteAsync(
            seen with { Version = 1 },
            SubscriptionMover.WhoeverManages,
            async (subscription, by, now) =>
            {
                await EndAsync(second);
                return subscription.Rename("Taken", by, now);
            },
            default));
        Assert.Equal(ErrorKind.NotFound, Assert.Single(result.Errors).Kind);
        Assert.Equal(1, (await Given.SubscriptionAsync(s.Id)).Version);
    }

    [Fact]
    public async Task Support_contact_with_name_mail_and_phone_and_the_customer_told()
    {
        var provider = await Given.ProviderAsync();
        var reseller = await Given.ResellerAsync(partnerOf: provider);
        var unrelated = await Given.ResellerAsync("Unrelated", partnerOf: provider);
        var customer = await Given.CustomerAsync(provider, reseller: reseller);
        var s = new OwnedSubscription(provider, customer, await Given.SubscriptionAsync(provider, customer));
        using var staff = await Given.SignedInAsync(provider.Admin);

        var page = await (await staff.OpenAsync(s.Path)).ClickAsync("Change – Designated support contact");
        var form = page.ExpectText(customer.ContactEmail).Form("Submit");
        Assert.Equal($"{provider.Name} (your company)", form.Value("Designated support contact"));
        Assert.DoesNotContain(unrelated.Name, form.Options("Designated support contact"));
        page = await form.Fill("Designated support contact", reseller.Name).SaveAsync("Submit", s);
        page.ExpectText("The designated support contact was saved.");
        Assert.Equal((reseller.Name, "+4930654321"), (page.Value("Name"), page.Value("Phone")));
        Assert.Contains(page.Value("E-mail"), await portal.MailBox.WaitForAsync(customer.ContactEmail) is var mail ? mail.Text : "", StringComparison.Ordinal);

        using var admin = await Given.SignedInAsync(customer.Admin);
        Assert.Equal(reseller.Name, (await admin.OpenAsync(s.Path)).Value("Name"));

        form = (await staff.OpenAsync($"{s.Path}/support-contact")).Form("Submit").Without("Input.ResellerId").Tamper("Input.ResellerId", $"{unrelated.Id}");
        page = (await form.SubmitAsync("Submit")).Expect(HttpStatusCode.BadRequest);
        Assert.StartsWith("This reseller can't be support contact here", page.ErrorAt("Designated support contact"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_support_contact_that_is_no_longer_eligible()
    {
        var provider = await Given.ProviderAsync();
        var reseller = await Given.ResellerAsync(partnerOf: provider);
        var customer = await Given.CustomerAsync(provider, reseller: reseller);
        var s = new OwnedSubscription(provider, customer, await Given.SubscriptionAsync(provider, customer));
        using var staff = await Given.SignedInAsync(provider.Admin);
        var form = (await staff.OpenAsync($"{s.Path}/support-contact")).Form("Submit").Fill("Designated support contact", reseller.Name);
        await EndAsync(reseller);

        var page = (await form.SubmitAsync("Submit")).Expect(HttpStatusCode.BadRequest);

        Assert.StartsWith("This reseller can't be support contact here", page.ErrorAt("Designated support contact"), StringComparison.Ordinal);
        Assert.Equal($"{reseller.Name} (no longer available)", page.Form("Submit").Value("Designated support contact"));
        Assert.Null((await Given.SubscriptionAsync(s.Id)).SupportContactResellerId);
    }

    private static IEnumerable<string> Credited(Page page) =>
        page.Document.QuerySelectorAll("table").Single(t => t.QuerySelector("caption")?.TextContent == "Credited from – to")
            .QuerySelectorAll("th[scope=row]").Select(t => t.TextContent.Trim());

    private Task EndAsync(GivenReseller reseller) =>
        Given.SaveAsync(db => db.Partnerships.Single(p => p.ResellerId == reseller.Id).End(Given.Now));
}
