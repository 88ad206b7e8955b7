using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Customers;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Customers;

/// <summary>The reset of a customer administrator's password, and the one time it is shown.</summary>
public sealed class CredentialTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task A_reset_shows_the_new_password_once_and_the_old_one_stops_working()
    {
        var (provider, customer) = await GivenCustomerAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        var shown = await ResetAsync(staff, customer);
        var password = shown.Value("Temporary password");
        Assert.Equal(TemporaryPassword.Length, password.Length);
        Assert.Equal($"admin@{customer.Domain}", shown.Value("Admin user name"));

        var again = await staff.OpenAsync(shown.Path);
        Assert.DoesNotContain(password, again.Html, StringComparison.Ordinal);
        again.ExpectText("can't be shown again");

        using var browser = portal.NewClient();
        await SignInAsync(browser, customer.Admin.UserName, GivenPortal.Password, HttpStatusCode.BadRequest);
        await SignInAsync(browser, customer.Admin.UserName, password, HttpStatusCode.Found);
    }

    [Fact]
    public async Task Without_the_tenants_own_administrator_only_a_global_admin_resets_a_persons_account()
    {
        var (provider, customer) = await GivenCustomerAsync();
        var person = await portal.Given.UserAsync(customer, MemberRole.GlobalAdmin);
        await portal.Given.ReadAsync(async db =>
        {
            (await db.Users.SingleAsync(u => u.Id == customer.Admin.Id)).Delete(portal.Given.Now);
            return await db.SaveChangesAsync();
        });
        using var helpdesk = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, MemberRole.HelpdeskAgent));
        using var admin = await portal.Given.SignedInAsync(provider.Admin);

        var refused = await (await helpdesk.OpenAsync($"/customers/{customer.Id}/reset-password")).Form("Reset password").SubmitAsync("Reset password");

        refused.Expect(HttpStatusCode.Forbidden);
        Assert.False(await portal.Given.ReadAsync(db => db.AdminCredentials.AnyAsync(c => c.UserId == person.Id)));
        Assert.Equal(person.UserName, (await ResetAsync(admin, customer)).Value("Admin user name"));
    }

    [Fact]
    public async Task Twenty_openings_at_once_show_the_password_once()
    {
        var (provider, customer) = await GivenCustomerAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var form = (await staff.OpenAsync($"/customers/{customer.Id}/reset-password")).Form("Reset password");
        var target = (await form.SubmitAsync("Reset password")).Location!;

        var pages = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => staff.OpenAsync(target))));

        Assert.Single(pages, p => p.Document.QuerySelector("#temporary-password") is not null);
    }

    [Fact]
    public async Task A_double_click_resets_once()
    {
        var (provider, customer) = await GivenCustomerAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var page = await staff.OpenAsync($"/customers/{customer.Id}/reset-password");

        var first = await page.Form("Reset password").SubmitAsync("Reset password");
        var second = await page.Form("Reset password").SubmitAsync("Reset password");

        Assert.Equal(first.Location, second.Location);
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.AdminCredentials.CountAsync(c => c.CustomerId == customer.Id)));
    }

    [Fact]
    public async Task A_colleague_does_not_see_the_password()
    {
        var (provider, customer) = await GivenCustomerAsync();
        var colleague = await portal.Given.StaffAsync(provider, MemberRole.AdminAgent);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var form = (await staff.OpenAsync($"/customers/{customer.Id}/reset-password")).Form("Reset password");
        var target = (await form.SubmitAsync("Reset password")).Location!;

        using var other = await portal.Given.SignedInAsync(colleague);
        var page = await other.OpenAsync(target);

        Assert.Null(page.Document.QuerySelector("#temporary-password"));
        page.ExpectText("waits for the person who asked for it");
        Assert.NotNull((await staff.OpenAsync(target)).Document.QuerySelector("#temporary-password"));
    }

    [Fact]
    public async Task A_page_fetched_ahead_does_not_use_up_the_one_time()
    {
        var (provider, customer) = await GivenCustomerAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var form = (await staff.OpenAsync($"/customers/{customer.Id}/reset-password")).Form("Reset password");
        var target = (await form.SubmitAsync("Reset password")).Location!;

        var ahead = new HttpRequestMessage(HttpMethod.Get, target);
        ahead.Headers.Add("Sec-Purpose", "prefetch");
        Assert.Null((await staff.SendAsync(ahead)).Document.QuerySelector("#temporary-password"));

        Assert.NotNull((await staff.OpenAsync(target)).Document.QuerySelector("#temporary-password"));
    }

    [Fact]
    public async Task A_password_nobody_looked_at_is_deleted_after_a_day()
    {
        using var own = new SharedPortal();
        var provider = await own.Given.ProviderAsync();
        var customer = await own.Given.CustomerAsync(provider);
        using var staff = await own.Given.SignedInAsync(provider.Admin);
        var form = (await staff.OpenAsync($"/customers/{customer.Id}/reset-password")).Form("Reset password");
        await form.SubmitAsync("Reset password");

        own.Clock.Advance(AdminCredential.KeptFor + TimeSpan.FromMinutes(10));
        await Eventually(async () => await own.Given.ReadAsync(db => db.AdminCredentials.AllAsync(c => c.SealedPassword == null)));
    }

    [Fact]
    public async Task The_customer_is_told_by_mail_without_the_password()
    {
        var (provider, customer) = await GivenCustomerAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var password = (await ResetAsync(staff, customer)).Value("Temporary password");

        var mail = await portal.MailBox.WaitForAsync(customer.ContactEmail);

        Assert.Contains(customer.Name, mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain(password, mail.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            AuditAction.CredentialReset,
            await portal.Given.ReadAsync(db => db.AuditRecords.Where(r => r.CustomerId == customer.Id).Select(r => r.Action).ToListAsync()));
    }

    [Theory]
    [InlineData(MemberRole.SalesAgent)]
    [InlineData(MemberRole.BillingAdmin)]
    public async Task Only_helpdesk_and_above_may_reset(MemberRole role)
    {
        var (provider, customer) = await GivenCustomerAsync();
        using var staff = await portal.Given.SignedInAsync(await portal.Given.StaffAsync(provider, role));

        (await staff.GetAsync($"/customers/{customer.Id}/reset-password")).Expect(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Another_providers_staff_finds_nothing()
    {
        var (provider, customer) = await GivenCustomerAsync();
        using var owner = await portal.Given.SignedInAsync(provider.Admin);
        var reset = (await owner.OpenAsync($"/customers/{customer.Id}/reset-password")).Form("Reset password");
        var credential = (await reset.SubmitAsync("Reset password")).Location!;
        var (stranger, own) = await GivenCustomerAsync();
        using var attacker = await portal.Given.SignedInAsync(stranger.Admin);

        foreach (var path in new[] { $"/customers/{customer.Id}/reset-password", credential, credential.Replace(customer.Id.ToString(), own.Id.ToString(), StringComparison.Ordinal) })
        {
            var page = await attacker.GetAsync(path);
            page.Expect(HttpStatusCode.NotFound);
            Assert.DoesNotContain(customer.Name, page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(customer.Domain, page.Html, StringComparison.Ordinal);
        }

        var form = (await attacker.OpenAsync($"/customers/{own.Id}/reset-password")).Form("Reset password");
        var request = form.Request("Reset password");
        request.RequestUri = new Uri(attacker.Address, $"/customers/{customer.Id}/reset-password");
        (await attacker.SendAsync(request)).Expect(HttpStatusCode.NotFound);
        Assert.Equal(1, await portal.Given.ReadAsync(db => db.AdminCredentials.CountAsync(c => c.CustomerId == customer.Id)));
    }

    private async Task<(GivenProvider Provider, GivenCustomer Customer)> GivenCustomerAsync()
    {
        var provider = await portal.Given.ProviderAsync();
        return (provider, await portal.Given.CustomerAsync(provider));
    }

    private static async Task<Page> ResetAsync(PortalClient staff, GivenCustomer customer)
    {
        var form = (await staff.OpenAsync($"/customers/{customer.Id}/reset-password")).Form("Reset password");
        return await (await form.SubmitAsync("Reset password")).FollowAsync();
    }

    private static async Task SignInAsync(PortalClient browser, string userName, string password, HttpStatusCode expected)
    {
        var form = (await browser.OpenAsync("/sign-in")).Form("Sign in").Fill("E-mail or user name", userName).Fill("Password", password);
        (await form.SubmitAsync("Sign in")).Expect(expected);
    }

    private static async Task Eventually(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 200 && !await condition(); i++)
        {
            await Task.Delay(50);
        }

        Assert.True(await condition());
    }
}
