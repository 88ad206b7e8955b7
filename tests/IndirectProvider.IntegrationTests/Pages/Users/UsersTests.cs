using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Users;

/// <summary>A customer's admin makes and changes users.</summary>
public sealed class UsersTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task A_new_user_gets_a_password_shown_once_and_must_change_it()
    {
        var customer = await GivenCustomerAsync();
        using var admin = await portal.Given.SignedInAsync(customer.Admin);
        var form = (await admin.NewUserAsync("/users", "Nora.Neumann", "nora.first@mail.example")).Tick("Billing admin");

        var shown = await (await form.SubmitAsync("Create user")).FollowAsync();

        var password = shown.Value("Temporary password");
        var userName = $"nora.neumann@{customer.Domain}";
        Assert.Equal(userName, shown.Value("User name"));
        var again = await admin.OpenAsync(shown.Path);
        Assert.DoesNotContain(password, again.Html, StringComparison.Ordinal);
        again.ExpectText("can't be shown again");
        var mail = await portal.MailBox.WaitForAsync("nora.first@mail.example");
        Assert.DoesNotContain(password, mail.ToString(), StringComparison.Ordinal);

        using var nora = portal.NewClient();
        (await nora.SignInAsync(userName, password)).Expect(HttpStatusCode.Found);
        Assert.StartsWith("/account/change-password", (await nora.GetAsync("/")).Location, StringComparison.Ordinal);
        (await admin.OpenAsync("/users")).ExpectText(userName).ExpectText("Billing admin");
        Assert.Empty(portal.WhereIs(password));
    }

    [Fact]
    public async Task Two_tabs_show_the_password_once_and_a_double_click_makes_one_user()
    {
        var customer = await GivenCustomerAsync();
        using var admin = await portal.Given.SignedInAsync(customer.Admin);
        var form = await admin.NewUserAsync("/users", "twice");
        var (first, second) = (await form.SubmitAsync("Create user"), await form.SubmitAsync("Create user"));

        var tabs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => admin.OpenAsync(first.Location!))));

        Assert.Equal(first.Location, second.Location);
        Assert.Single(tabs, tab => tab.Document.QuerySelector("#temporary-password") is not null);
        Assert.Equal(2, await portal.Given.ReadAsync(db => db.Users.CountAsync(u => u.CustomerId == customer.Id)));
    }

    [Fact]
    public async Task What_can_not_be_taken_is_said_at_its_field()
    {
        var customer = await GivenCustomerAsync();
        using var admin = await portal.Given.SignedInAsync(customer.Admin);
        var form = (await admin.NewUserAsync("/users", "-no good", "nowhere")).Fill("First name", " ").Fill("Last name", new string('x', 51));

        var page = (await form.SubmitAsync("Create user")).Expect(HttpStatusCode.BadRequest);

        Assert.Contains("begin and end with a letter or digit", page.ErrorAt("User name"), StringComparison.Ordinal);
        Assert.Equal("Enter the first name.", page.ErrorAt("First name"));
        Assert.Equal("Use at most 50 characters.", page.ErrorAt("Last name"));
        Assert.Contains("name@company.com", page.ErrorAt("E-mail address"), StringComparison.Ordinal);
        Assert.Equal("-no good", page.Form("Create user").Value("User name"));
    }

    [Fact]
    public async Task A_user_name_is_taken_even_by_a_deleted_user()
    {
        var customer = await GivenCustomerAsync();
        var gone = await portal.Given.UserAsync(customer);
        using var admin = await portal.Given.SignedInAsync(customer.Admin);
        await admin.DeleteAsync("/users", gone);

        var page = (await (await admin.NewUserAsync("/users", gone.UserName.Split('@')[0].ToUpperInvariant())).SubmitAsync("Create user")).Expect(HttpStatusCode.BadRequest);

        Assert.Contains("is taken already", page.ErrorAt("User name"), StringComparison.Ordinal);
        Assert.Equal("Nora", page.Form("Create user").Value("First name"));
    }

    [Fact]
    public async Task Of_two_who_edit_the_second_sees_what_changed_and_keeps_what_was_typed()
    {
        var customer = await GivenCustomerAsync();
        var user = await portal.Given.UserAsync(customer);
        using var admin = await portal.Given.SignedInAsync(customer.Admin);
        var first = (await admin.OpenAsync($"/users/{user.Id}/edit")).Form("Save").Fill("First name", "Una");
        var second = (await admin.OpenAsync($"/users/{user.Id}/edit")).Form("Save").Fill("First name", "Ulla");
        (await first.SubmitAsync("Save")).Expect(HttpStatusCode.Found);

        var refused = (await second.SubmitAsync("Save")).Expect(HttpStatusCode.Conflict);

        Assert.Contains("now Una", Assert.Single(refused.ErrorSummary), StringComparison.Ordinal);
        Assert.Equal("Ulla", refused.Form("Save").Value("First name"));
        (await refused.Form("Save").SubmitAsync("Save")).Expect(HttpStatusCode.Found);
        var foreign = await portal.Given.UserAsync(await GivenCustomerAsync());
        foreach (var search in new[] { "ulla", "LLA", user.UserName, user.UserName[2..], $"{user.Id}" })
        {
            (await admin.OpenAsync($"/users?q={Uri.EscapeDataString(search)}")).ExpectText("1 user").ExpectText(user.UserName);
        }

        foreach (var search in new[] { foreign.UserName, $"{foreign.Id}" })
        {
            (await admin.OpenAsync($"/users?q={Uri.EscapeDataString(search)}")).ExpectText("No user matches these filters");
        }

        var actions = await portal.Given.ReadAsync(db => db.AuditRecords.Where(r => r.SubjectId == user.Id && r.CustomerId == customer.Id && r.ProviderId == customer.ProviderId).Select(r => r.Action).ToListAsync());
        Assert.Equal(2, actions.Count(a => a == AuditAction.UserChanged));
    }

    [Fact]
    public async Task The_last_global_admin_stays()
    {
        var customer = await GivenCustomerAsync();
        using var admin = await portal.Given.SignedInAsync(customer.Admin);
        var demoted = (await admin.OpenAsync($"/users/{customer.Admin.Id}/edit")).Form("Save").Untick("Global admin");

        var page = (await demoted.SubmitAsync("Save")).Expect(HttpStatusCode.BadRequest);

        Assert.Contains("is the last global admin", page.ErrorAt("Global admin"), StringComparison.Ordinal);
        var self = await (await admin.OpenAsync($"/users/{customer.Admin.Id}/delete")).Form("Delete user").SubmitAsync("Delete user");
        Assert.Contains("your own account", Assert.Single(self.Expect(HttpStatusCode.Conflict).ErrorSummary), StringComparison.Ordinal);
        var reset = await (await admin.OpenAsync($"/users/{customer.Admin.Id}/reset-password")).Form("Reset password").SubmitAsync("Reset password");
        Assert.Contains("your own account", Assert.Single(reset.Expect(HttpStatusCode.Conflict).ErrorSummary), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_global_admins_who_delete_each_other_one_stays()
    {
        var customer = await GivenCustomerAsync();
        var other = await portal.Given.UserAsync(customer, MemberRole.GlobalAdmin);
        using var one = await portal.Given.SignedInAsync(customer.Admin);
        using var two = await portal.Given.SignedInAsync(other);
        var forms = new[]
        {
            (await one.OpenAsync($"/users/{other.Id}/delete")).Form("Delete user"),
            (await two.OpenAsync($"/users/{customer.Admin.Id}/delete")).Form("Delete user"),
        };

        await Task.WhenAll(forms.Select(form => Task.Run(() => form.SubmitAsync("Delete user"))));

        Assert.Equal(1, await portal.Given.ReadAsync(db => db.Users.CountAsync(u => u.CustomerId == customer.Id && u.DeletedAt == null)));
    }

    [Fact]
    public async Task A_user_admin_leaves_global_admins_alone()
    {
        var customer = await GivenCustomerAsync();
        var member = await portal.Given.UserAsync(customer);
        using var userAdmin = await portal.Given.SignedInAsync(await portal.Given.UserAsync(customer, MemberRole.UserAdmin));

        foreach (var (path, button) in new[] { ("edit", "Save"), ("delete", "Delete user"), ("reset-password", "Reset password") })
        {
            var form = (await userAdmin.OpenAsync($"/users/{customer.Admin.Id}/{path}")).Form(button);
            (await form.SubmitAsync(button)).Expect(HttpStatusCode.Forbidden).ExpectText("Only a global admin");
        }

        var promote = (await userAdmin.OpenAsync($"/users/{member.Id}/edit")).Form("Save").Tamper("Input.IsGlobalAdmin", "true");
        (await promote.SubmitAsync("Save")).Expect(HttpStatusCode.Forbidden);
        var made = (await userAdmin.NewUserAsync("/users", "smuggled")).Tamper("Input.IsGlobalAdmin", "true");
        (await made.SubmitAsync("Create user")).Expect(HttpStatusCode.Forbidden);
        Assert.False((await userAdmin.OpenAsync($"/users/{customer.Admin.Id}")).HasLink("Edit"));
        (await (await userAdmin.OpenAsync($"/users/{member.Id}/edit")).Form("Save").Fill("Last name", "Renamed").SubmitAsync("Save")).Expect(HttpStatusCode.Found);
    }

    [Theory]
    [InlineData(MemberRole.BillingAdmin, HttpStatusCode.OK)]
    [InlineData(MemberRole.Member, HttpStatusCode.Forbidden)]
    public async Task Others_read_at_most(MemberRole role, HttpStatusCode list)
    {
        var customer = await GivenCustomerAsync();
        using var reader = await portal.Given.SignedInAsync(await portal.Given.UserAsync(customer, role));

        var page = (await reader.GetAsync("/users")).Expect(list);

        Assert.False(page.HasLink("New user"));
        foreach (var path in new[] { "new", "assign", $"{customer.Admin.Id}/edit", $"{customer.Admin.Id}/reset-password", $"{customer.Admin.Id}/delete" })
        {
            (await reader.GetAsync($"/users/{path}")).Expect(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task In_German()
    {
        var customer = await GivenCustomerAsync();
        using var admin = await portal.Given.SignedInAsync(customer.Admin, "de");

        var page = await admin.OpenAsync("/users");

        Assert.Equal("Benutzer und Lizenzen", page.Heading);
        var refused = await (await admin.OpenAsync("/users/new")).Form("Benutzer anlegen").SubmitAsync("Benutzer anlegen");
        Assert.Equal("Geben Sie einen Benutzernamen ein.", refused.ErrorAt("Benutzername"));
    }

    [Fact]
    public async Task The_list_goes_out_as_a_file()
    {
        var customer = await GivenCustomerAsync();
        using var admin = await portal.Given.SignedInAsync(customer.Admin);

        var file = await admin.GetAsync("/users?handler=Export");

        Assert.Contains(customer.Admin.UserName, file.Html, StringComparison.Ordinal);
        (await (await admin.GetAsync("/users?handler=Export&role=BillingAdmin")).FollowAsync()).ExpectText("There is nothing to export.");
    }

    private async Task<GivenCustomer> GivenCustomerAsync() => await portal.Given.CustomerAsync(await portal.Given.ProviderAsync());
}
