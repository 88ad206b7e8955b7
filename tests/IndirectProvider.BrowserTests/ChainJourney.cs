using System.Globalization;
using IndirectProvider.BrowserTests.PageObjects;
using IndirectProvider.Testing.Given;
using Microsoft.Playwright;

namespace IndirectProvider.BrowserTests;

/// <summary>
/// What the product is for, at three people's browsers: from a partnership request to the customer's first sign-in.
/// Everything is found by the names that people read.
/// </summary>
internal sealed class ChainJourney(BrowserFixture browser, PortalFixture fixture, BrowserSettings settings)
{
    private const string ResellersPassword = "A-long-and-quiet-sentence";
    private const string CustomersPassword = "Three-calm-harbours";
    private static int count;

    private readonly string _number = (Interlocked.Increment(ref count) + 100).ToString(CultureInfo.InvariantCulture);

    private string Company => $"Newcomer {_number} GmbH";

    private string Email => $"nina{_number}@newcomer.example";

    private string Customer => $"Nordlicht Medien {_number}";

    /// <summary>Everything, in order.</summary>
    public async Task RunAsync()
    {
        var provider = await fixture.Given.ProviderAsync();
        await fixture.Given.CustomerAsync(provider);
        await using var staff = await OpenAsync();
        await staff.SignInAsync(provider.Admin);

        await InviteAsync(staff);
        await using (var reseller = await OpenAsync())
        {
            await AcceptAsync(reseller, provider);
        }

        var (userName, password) = await OrderAsync(staff);
        await using var customer = await OpenAsync();
        await FirstSignInAsync(customer, provider, userName, password);
    }

    /// <summary>The provider's staff send the invitation.</summary>
    public async Task InviteAsync(BrowserSession staff)
    {
        await staff.OpenRequestAsync();
        await staff.FillAddresseeAsync(Email, "Nina Newcomer");
        await staff.PressAsync("Send invitation");
        await staff.ArriveAsync(staff.Words["Invitation to {0}", "Nina Newcomer"], "chain-invitation-sent");
        await staff.FollowAsync("Done");
        await staff.ArriveAsync(staff.Words["Indirect resellers"]);
    }

    /// <summary>The reseller follows the mailed links, registers, signs in and accepts.</summary>
    public async Task AcceptAsync(BrowserSession reseller, GivenProvider provider)
    {
        var words = reseller.Words;
        var invitation = await fixture.Portal.MailBox.WaitForAsync(mail => mail.IsTo(Email) && mail.Text.Contains("/invitation/", StringComparison.Ordinal));
        Assert.NotNull(invitation.Envelope);
        var landing = words["{0} invites you to a partnership", provider.Name];

        await reseller.Page.GotoAsync(invitation.Link("/invitation/").ToString());
        await reseller.ArriveAsync(landing, "chain-invitation-landing");
        await reseller.FollowAsync("Register your company");
        await reseller.ArriveAsync(words["Register your company"], "chain-register");
        await reseller.RegisterAsync(Company, $"70000{_number}", ResellersPassword);
        await reseller.ArriveAsync(words["Check your mail"], "chain-register-check-your-mail");

        var confirmation = await fixture.Portal.MailBox.WaitForAsync(mail => mail.IsTo(Email) && mail.Text.Contains("/confirm-email/", StringComparison.Ordinal));
        await reseller.Page.GotoAsync(confirmation.Link("/confirm-email/").ToString());
        await reseller.ArriveAsync(words["Confirm e-mail address"], "chain-confirm-email");
        await reseller.PressAsync("Confirm e-mail address");
        await reseller.ArriveAsync(words["Sign in"]);
        await reseller.SignInAsync(Email, ResellersPassword);

        await reseller.ArriveAsync(landing, "chain-invitation-accept");
        await reseller.Page.GetByLabel(words["{0} agrees to this partnership with {1}", Company, provider.Name], new() { Exact = true }).CheckAsync();
        await reseller.PressAsync("Accept invitation");
        await reseller.ArriveAsync(words["Indirect providers"], "chain-indirect-providers");
        await reseller.ShowsAsync(provider.Name);
    }

    /// <summary>The provider's staff add a customer for the reseller and note what is shown once.</summary>
    /// <returns>User name and temporary password.</returns>
    public async Task<(string UserName, string Password)> OrderAsync(BrowserSession staff)
    {
        await staff.NavigateAsync("Indirect resellers");
        await staff.ArriveAsync(staff.Words["Indirect resellers"], "chain-indirect-resellers");
        await staff.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = Company })
            .GetByRole(AriaRole.Link, new() { Name = staff.Words["Add new customer"] }).ClickAsync();
        await staff.ToReviewAsync(Customer, $"nordlicht-{_number}", Company);
        await staff.ShowsAsync(Company);
        await staff.AttestAsync();
        await staff.PressAsync("Submit");

        await staff.ArriveAsync(staff.Words["Confirmation"], "chain-wizard-4-confirmation");
        var userName = await staff.Field("Admin user name").InnerTextAsync();
        var password = await staff.Field("Temporary password").InnerTextAsync();
        Assert.Equal($"admin@nordlicht-{_number}.tenants.example", userName);
        Assert.Equal(16, password.Length);

        var warnings = staff.AcceptDialogs();
        await staff.Page.ReloadAsync();
        await staff.ArriveAsync(staff.Words["Confirmation"], "chain-wizard-4-reloaded");
        Assert.Equal(settings.Script ? [DialogType.BeforeUnload] : [], warnings);
        await staff.ShowsNowhereAsync(password);
        await staff.FollowAsync("Done");
        await staff.ArriveAsync(staff.Words["Customers"], "chain-customers");
        await Assertions.Expect(staff.Page.Locator("tbody tr").First).ToContainTextAsync(Customer);
        return (userName, password);
    }

    /// <summary>The customer's administrator signs in, has to choose a password, and sees what there is.</summary>
    public async Task FirstSignInAsync(BrowserSession customer, GivenProvider provider, string userName, string password)
    {
        await customer.SignInAsync(userName, password);
        await customer.ArriveAsync(customer.Words["Choose your own password"], "chain-choose-password");
        await customer.FillAsync("Temporary password", password);
        await customer.FillAsync("New password", CustomersPassword);
        await customer.FillAsync("Repeat new password", CustomersPassword);
        await customer.PressAsync("Change password");
        await customer.ArriveAsync(customer.Words["Home"], "chain-customer-home");
        foreach (var text in new[] { Customer, "Altostrata Office Standard", "12", Company, provider.Name, provider.SupportEmail })
        {
            await customer.ShowsAsync(text);
        }
    }

    private Task<BrowserSession> OpenAsync() => browser.OpenAsync(settings with { Address = fixture.Portal.Address });
}
