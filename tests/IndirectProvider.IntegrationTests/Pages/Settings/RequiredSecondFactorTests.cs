using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.IntegrationTests.Pages.Account;
using IndirectProvider.Testing.Given;
using IndirectProvider.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Settings;

/// <summary>A provider requires a second factor of its staff, or of its partner resellers' users.</summary>
public sealed class RequiredSecondFactorTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const string Settings = "/settings/sign-in";
    private const string SetUp = "/account/security/second-factor";
    private const string OfStaff = "Your staff must have a second factor";
    private const string OfResellers = "Users of your indirect resellers must have a second factor";

    [Fact]
    public async Task Staff_without_one_is_led_to_it_with_the_next_click_and_goes_on_with_an_app()
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, MemberRole.AdminAgent));
        using var customers = await portal.Given.SignedInAsync((await portal.Given.CustomerAsync(provider)).Admin);
        await staff.OpenAsync("/customers");

        await RequireAsync(provider, OfStaff);

        var why = (await (await staff.GetAsync("/customers")).FollowToAsync(SetUp)).ExpectText(provider.Name);
        foreach (var path in new[] { "/", "/account/security", "/account/security/recovery-codes", "/settings/users", "/search?q=a", "/account/change-password" })
        {
            Assert.Equal(SetUp, (await staff.GetAsync(path)).Location);
        }

        (await why.ClickAsync("Set up authenticator app")).Expect(HttpStatusCode.OK);
        await AuthenticatorApp.SetUpAsync(portal, staff);
        await staff.OpenAsync("/customers");
        await (await staff.GetAsync(SetUp)).FollowToAsync("/account/security");
        await customers.OpenAsync("/");
    }

    [Fact]
    public async Task Who_requires_it_is_led_to_it_too_and_goes_on_with_a_passkey()
    {
        var provider = await portal.Given.ProviderAsync();
        using var admin = await portal.Given.SignedInAsync(provider.Admin);

        var saved = await (await admin.OpenAsync(Settings)).Form("Save").Tick(OfStaff).SubmitAsync("Save");

        (await (await admin.GetAsync(saved.Location!)).FollowToAsync(SetUp)).ExpectText("It is saved who needs a second factor.");
        var (key, codes) = await SecurityKey.AddAsync(admin);
        using var used = key;
        Assert.Equal(RecoveryCode.Count, AuthenticatorApp.Codes(codes.Expect(HttpStatusCode.OK)).Count);
        Assert.Equal("true", (await admin.OpenAsync(Settings)).Form("Save").Value(OfStaff));
    }

    [Fact]
    public async Task A_resellers_users_are_led_to_it_while_they_are_partners_of_such_a_provider()
    {
        var strict = await portal.Given.ProviderAsync("Strict");
        var easy = await portal.Given.ProviderAsync("Easy");
        var reseller = await portal.Given.ResellerAsync(partnerOf: [easy, strict]);
        using var partner = await portal.Given.SignedInAsync(reseller.Admin);
        using var unrelated = await portal.Given.SignedInAsync((await portal.Given.ResellerAsync(partnerOf: easy)).Admin);
        using var staff = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(strict, MemberRole.AdminAgent));

        await RequireAsync(strict, OfResellers);

        (await (await partner.GetAsync("/indirect-providers")).FollowToAsync(SetUp)).ExpectText(strict.Name);
        await unrelated.OpenAsync("/indirect-providers");
        await staff.OpenAsync("/customers");
        await portal.Given.SaveAsync(db => Assert.True(db.Partnerships.Single(p => p.ProviderId == strict.Id && p.ResellerId == reseller.Id).End(portal.Given.Now).Succeeded));
        await partner.OpenAsync("/indirect-providers");
    }

    [Fact]
    public async Task The_last_second_factor_then_stays_and_says_why()
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, MemberRole.AdminAgent));
        await AuthenticatorApp.SetUpAsync(portal, client);
        await RequireAsync(provider, OfStaff);
        var reason = $"{provider.Name} requires a second factor, and this is your last one.";
        var off = await client.OpenAsync("/account/security/authenticator/turn-off");

        (await off.Form("Turn off").SubmitAsync("Turn off")).Expect(HttpStatusCode.Conflict).ExpectText(reason);

        var (key, _) = await SecurityKey.AddAsync(client);
        using var used = key;
        await (await off.Form("Turn off").SubmitAsync("Turn off")).FollowToAsync("/account/security");
        var remove = await (await client.OpenAsync("/account/security")).ClickAsync("Remove My key");
        (await remove.Form("Remove passkey").SubmitAsync("Remove passkey")).Expect(HttpStatusCode.Conflict).ExpectText(reason);
        await client.OpenAsync("/customers");
    }

    [Fact]
    public async Task A_removed_second_factor_takes_passkeys_with_it_and_must_be_set_up_again()
    {
        var provider = await portal.Given.ProviderAsync();
        var member = await portal.Given.StaffAsync(provider, MemberRole.AdminAgent);
        using var admin = await portal.Given.SignedInAsync(provider.Admin);
        using var client = await portal.Given.SignedInAsync(member);
        var (key, _) = await SecurityKey.AddAsync(client);
        using var used = key;
        Assert.Contains("Yes", (await admin.OpenAsync("/settings/users")).Row(member.Name).TextContent, StringComparison.Ordinal);
        var page = await admin.OpenAsync($"/settings/users/{member.Id}");

        (await (await page.Form("Remove second factor").SubmitAsync("Remove second factor")).FollowAsync()).ExpectText("signs in with the password alone again");

        Assert.Contains("No", (await admin.OpenAsync("/settings/users")).Row(member.Name).TextContent, StringComparison.Ordinal);
        using var again = portal.NewClient();
        (await key.SignInAsync(again)).Expect(HttpStatusCode.BadRequest);
        await RequireAsync(provider, OfStaff);
        Assert.Equal("/", (await SignInTests.TryAsync(again, member.UserName, GivenPortal.Password)).Location);
        await (await again.GetAsync("/")).FollowToAsync(SetUp);
    }

    [Fact]
    public async Task The_page_counts_whom_it_concerns_and_the_log_keeps_before_and_after()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        await portal.Given.StaffAsync(reseller, MemberRole.AdminAgent);
        await portal.Given.CustomerAsync(provider, reseller: reseller);
        using var staff = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, MemberRole.AdminAgent));
        await AuthenticatorApp.SetUpAsync(portal, staff);
        using var admin = await portal.Given.SignedInAsync(provider.Admin);

        var page = await admin.OpenAsync(Settings);
        page.ExpectText("Users concerned: 2. Without a second factor so far: 1.").ExpectText("Users concerned: 2. Without a second factor so far: 2.");
        await page.Form("Save").Tick(OfResellers).SubmitAsync("Save");
        await page.Form("Save").Tick(OfResellers).SubmitAsync("Save");

        var row = Assert.Single(await portal.Given.ReadAsync(db =>
            db.AuditRecords.Where(r => r.ProviderId == provider.Id && r.Action == AuditAction.SecondFactorRequirementChanged).ToListAsync()));
        Assert.Contains("\"before\":{\"staffNeedSecondFactor\":false,\"resellersNeedSecondFactor\":false}", row.Details, StringComparison.Ordinal);
        Assert.Contains("\"after\":{\"staffNeedSecondFactor\":false,\"resellersNeedSecondFactor\":true}", row.Details, StringComparison.Ordinal);
        (await staff.GetAsync(Settings)).Expect(HttpStatusCode.Forbidden);
        portal.Clock.Advance(FreshSignIn.Life);
        await (await page.Form("Save").SubmitAsync("Save")).FollowToAsync("/confirm-it-is-you");
    }

    /// <summary>Ticks a box at the settings, by an admin who has a second factor.</summary>
    private async Task RequireAsync(GivenProvider provider, string label)
    {
        var other = await portal.Given.StaffAsync(provider, MemberRole.GlobalAdmin);
        using var admin = await portal.Given.SignedInAsync(other);
        await (await admin.OpenAsync(Settings)).Form("Save").Tick(label).SubmitAsync("Save");
    }
}
