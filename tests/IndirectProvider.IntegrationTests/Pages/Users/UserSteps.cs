using System.Net;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Users;

/// <summary>What several tests about users do.</summary>
internal static class UserSteps
{
    /// <summary>The form for a new user, filled in.</summary>
    public static async Task<HtmlForm> NewUserAsync(this PortalClient browser, string root, string userName, string email = "nora@mail.example") =>
        (await browser.OpenAsync($"{root}/new")).Form("Create user")
            .Fill("User name", userName).Fill("First name", "Nora").Fill("Last name", "Neumann").Fill("E-mail address", email);

    /// <summary>Signs somebody in; the answer's status tells whether it worked.</summary>
    public static async Task<Page> SignInAsync(this PortalClient browser, string userName, string password) =>
        await (await browser.OpenAsync("/sign-in")).Form("Sign in").Fill("E-mail or user name", userName).Fill("Password", password).SubmitAsync("Sign in");

    /// <summary>The page to change the licenses of some users.</summary>
    public static async Task<HtmlForm> LicensesOfAsync(this PortalClient browser, string root, params GivenMember[] users) =>
        (await browser.OpenAsync($"{root}/assign?{string.Join('&', users.Select(u => $"user={u.Id}"))}")).Form("Assign licenses");

    /// <summary>Deletes a user through the pages.</summary>
    public static async Task DeleteAsync(this PortalClient browser, string root, GivenMember user) =>
        (await (await browser.OpenAsync($"{root}/{user.Id}/delete")).Form("Delete user").SubmitAsync("Delete user")).Expect(HttpStatusCode.Found);

    /// <summary>How many licenses of a subscription are assigned.</summary>
    public static Task<int> AssignedAsync(this GivenPortal given, Guid subscriptionId) =>
        given.ReadAsync(db => db.LicenseAssignments.CountAsync(a => a.SubscriptionId == subscriptionId));
}
