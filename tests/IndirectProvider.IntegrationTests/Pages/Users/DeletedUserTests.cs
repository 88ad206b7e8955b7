using System.Net;
using IndirectProvider.Audit;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Users;

/// <summary>Deleted users: gone at once, back within 30 days, gone for good after them.</summary>
public sealed class DeletedUserTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task A_deleted_user_is_out_at_once_and_comes_back_without_licenses()
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider);
        var subscription = await portal.Given.SubscriptionAsync(provider, customer);
        var user = await portal.Given.UserAsync(customer);
        using var admin = await portal.Given.SignedInAsync(customer.Admin);
        using var session = await portal.Given.SignedInAsync(user);
        await (await admin.LicensesOfAsync("/users", user)).Tick("Altostrata Office Standard").SubmitAsync("Assign licenses");
        Assert.Equal(1, await portal.Given.AssignedAsync(subscription));

        await admin.DeleteAsync("/users", user);

        Assert.Equal(0, await portal.Given.AssignedAsync(subscription));
        Assert.StartsWith("/sign-in", (await session.GetAsync("/")).Location, StringComparison.Ordinal);
        using var browser = portal.NewClient();
        var refused = (await browser.SignInAsync(user.UserName, GivenPortal.Password)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(
            (await browser.SignInAsync($"nobody@{customer.Domain}", GivenPortal.Password)).ErrorSummary, refused.ErrorSummary);
        await (await browser.OpenAsync("/forgot-password")).Form("Send link").Fill("E-mail or user name", user.UserName).SubmitAsync("Send link");
        Assert.Equal(0, await portal.Given.ReadAsync(db => db.AccountLinks.CountAsync(l => l.UserId == user.Id)));

        var list = await admin.OpenAsync("/users?state=deleted");
        Assert.Contains("30", list.Row(user.Name).TextContent, StringComparison.Ordinal);
        var restore = await list.ClickAsync("Restore", list.Row(user.Name));
        (await restore.Form("Restore user").SubmitAsync("Restore user")).Expect(HttpStatusCode.Found);
        (await browser.SignInAsync(user.UserName, GivenPortal.Password)).Expect(HttpStatusCode.Found);
        Assert.Equal(0, await portal.Given.AssignedAsync(subscription));
    }

    [Fact]
    public async Task Nothing_is_done_with_a_deleted_user_but_restoring()
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider);
        var subscription = await portal.Given.SubscriptionAsync(provider, customer);
        var user = await portal.Given.UserAsync(customer);
        using var admin = await portal.Given.SignedInAsync(customer.Admin);
        var edit = (await admin.OpenAsync($"/users/{user.Id}/edit")).Form("Save");
        var reset = (await admin.OpenAsync($"/users/{user.Id}/reset-password")).Form("Reset password");
        var assign = (await admin.LicensesOfAsync("/users", user, customer.Admin)).Tick("Altostrata Office Standard");
        await admin.DeleteAsync("/users", user);

        (await edit.SubmitAsync("Save")).Expect(HttpStatusCode.Conflict).ExpectText("was deleted");
        (await reset.SubmitAsync("Reset password")).Expect(HttpStatusCode.Conflict).ExpectText("was deleted");
        (await assign.SubmitAsync("Assign licenses")).Expect(HttpStatusCode.Conflict).ExpectText("was deleted");
        Assert.Equal(0, await portal.Given.AssignedAsync(subscription));
    }

    [Fact]
    public async Task After_a_month_a_deleted_user_is_gone_for_good()
    {
        using var own = new SharedPortal();
        var customer = await own.Given.CustomerAsync(await own.Given.ProviderAsync());
        var (user, kept) = (await own.Given.UserAsync(customer), await own.Given.UserAsync(customer));
        using (var admin = await own.Given.SignedInAsync(customer.Admin))
        {
            // A credential and an account link hang on it.
            await (await admin.OpenAsync($"/users/{user.Id}/reset-password")).Form("Reset password").SubmitAsync("Reset password");
            await admin.DeleteAsync("/users", user);
        }

        own.Clock.Advance(TimeSpan.FromDays(29));
        using (var admin = await own.Given.SignedInAsync(customer.Admin))
        {
            var page = await admin.OpenAsync($"/users/{user.Id}");
            page.ExpectText("1 more day");
        }

        own.Clock.Advance(TimeSpan.FromDays(2));
        for (var i = 0; i < 200 && await ExistsAsync(own, user); i++)
        {
            await Task.Delay(50);
        }

        Assert.False(await ExistsAsync(own, user));
        Assert.True(await ExistsAsync(own, kept));
        Assert.Equal(1, await own.Given.ReadAsync(db => db.AuditRecords.CountAsync(r => r.Action == AuditAction.UserPurged && r.SubjectId == user.Id)));
        using var again = await own.Given.SignedInAsync(customer.Admin);
        (await again.GetAsync($"/users/{user.Id}")).Expect(HttpStatusCode.NotFound);
        (await (await again.NewUserAsync("/users", user.UserName.Split('@')[0])).SubmitAsync("Create user")).Expect(HttpStatusCode.Found);
    }

    private static Task<bool> ExistsAsync(SharedPortal portal, GivenMember user) => portal.Given.ReadAsync(db => db.Users.AnyAsync(u => u.Id == user.Id));
}
