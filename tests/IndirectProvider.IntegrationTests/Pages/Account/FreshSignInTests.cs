using System.Net;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using IndirectProvider.Testing.Stories;
using IndirectProvider.Web.Security;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Account;

/// <summary>Ten minutes after signing in, what is sensitive asks again who it is, and changes and shows nothing before.</summary>
public sealed class FreshSignInTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const string Direct = "We act as direct partner for this customer: no indirect reseller is involved.";

    [Fact]
    public async Task Passwords_roles_and_partnerships_ask_again()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync(partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider, reseller: reseller);
        var user = await portal.Given.UserAsync(customer);
        var subscription = await portal.Given.SubscriptionAsync(provider, customer);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        using var partner = await portal.Given.SignedInAsync(reseller.Admin);
        using var admin = await portal.Given.SignedInAsync(customer.Admin);
        using var boss = await portal.Given.SignedInAsync(await portal.Given.OperatorAsync());
        (PortalClient Client, string Path)[] pages =
        [
            (staff, $"/customers/{customer.Id}/reset-password"),
            (staff, $"/customers/{customer.Id}/credentials/{Guid.CreateVersion7()}"),
            (staff, $"/customers/{customer.Id}/users/{user.Id}/reset-password"),
            (staff, $"/customers/{customer.Id}/users/{user.Id}/password/{Guid.CreateVersion7()}"),
            (staff, $"/customers/{customer.Id}/users/new"),
            (staff, $"/customers/{customer.Id}/users/{user.Id}/edit"),
            (staff, $"/customers/{customer.Id}/users/{user.Id}/delete"),
            (staff, $"/customers/{customer.Id}/admin-relationships/{reseller.Id}/remove"),
            (staff, $"/indirect-resellers/{reseller.Id}/remove"),
            (partner, $"/indirect-providers/{provider.Id}/leave"),
            (partner, $"/customers/{customer.Id}/users/{user.Id}/reset-password"),
            (partner, $"/customers/{customer.Id}/users/{user.Id}/edit"),
            (admin, "/users/new"),
            (admin, $"/users/{user.Id}/edit"),
            (admin, $"/users/{user.Id}/delete"),
            (admin, $"/users/{user.Id}/reset-password"),
            (admin, $"/users/{user.Id}/password/{Guid.CreateVersion7()}"),
            (admin, $"/partners/{reseller.Id}/remove"),
            (admin, $"/partners/grants/{subscription}"),
            (boss, "/operator/providers/new"),
            (boss, $"/operator/providers/{provider.Id}"),
        ];
        var open = (await staff.OpenAsync($"/indirect-resellers/{reseller.Id}/remove")).Form("Remove partnership");
        portal.Clock.Advance(FreshSignIn.Life);

        foreach (var (client, path) in pages)
        {
            Assert.Equal($"/confirm-it-is-you?returnUrl={Uri.EscapeDataString(path)}", (await client.GetAsync(path)).Expect(HttpStatusCode.Found).Location);
        }

        var ask = await (await open.SubmitAsync("Remove partnership")).FollowToAsync("/confirm-it-is-you");
        (await partner.OpenAsync("/indirect-providers")).ExpectText(provider.Name);
        var confirmed = await ask.Form("Confirm").Fill("Password", GivenPortal.Password).SubmitAsync("Confirm");
        await confirmed.FollowToAsync($"/indirect-resellers/{reseller.Id}/remove");
    }

    [Fact]
    public async Task The_confirmation_of_an_order_asks_when_the_sign_in_is_old_and_only_before_it_shows_the_password()
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var review = await (await (await staff.BeginNewCustomerAsync()).ToSubscriptionsAsync(NewCustomerStory.FreePrefix())).ToReviewAsync();
        portal.Clock.Advance(FreshSignIn.Life);

        var confirmation = (await review.Form("Submit").Tick(Direct).SubmitAsync("Submit")).Expect(HttpStatusCode.Found).Location!;
        var ask = await (await staff.GetAsync(confirmation)).FollowToAsync("/confirm-it-is-you");
        var confirmed = await ask.Form("Confirm").Fill("Password", GivenPortal.Password).SubmitAsync("Confirm");

        Assert.Equal(16, (await confirmed.FollowToAsync(confirmation)).Value("Temporary password").Length);
        portal.Clock.Advance(FreshSignIn.Life);
        (await staff.OpenAsync(confirmation)).ExpectText("It can't be shown again.");
    }

    [Fact]
    public async Task A_new_password_waits_while_it_is_asked_who_wants_to_see_it()
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var form = (await staff.OpenAsync($"/customers/{customer.Id}/reset-password")).Form("Reset password");
        var shown = (await form.SubmitAsync("Reset password")).Location!;
        portal.Clock.Advance(FreshSignIn.Life);

        var ask = await (await staff.GetAsync(shown)).FollowToAsync("/confirm-it-is-you");
        Assert.True(await portal.Given.ReadAsync(db => db.AdminCredentials.AnyAsync(c => c.CustomerId == customer.Id && c.ShownAt == null)));
        var confirmed = await ask.Form("Confirm").Fill("Password", GivenPortal.Password).SubmitAsync("Confirm");

        Assert.Equal(16, (await confirmed.FollowToAsync(shown)).Value("Temporary password").Length);
    }
}
