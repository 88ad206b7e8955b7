using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Stories;
using Microsoft.Playwright;

namespace IndirectProvider.BrowserTests.Pages;

/// <summary>The new customer wizard in Chromium: what the script adds, and that every step is accessible and fits.</summary>
[Collection(BrowserCollection.Name)]
public sealed class NewCustomerWizardTests(BrowserFixture browser, PortalFixture fixture) : PortalTests(fixture)
{
    [Theory]
    [InlineData("en-GB", false, false, true)]
    [InlineData("de-DE", true, true, true)]
    [InlineData("de-DE", false, true, true)]
    [InlineData("en-GB", true, false, false)]
    public async Task Every_step_is_accessible_and_fits(string locale, bool phone, bool dark, bool script)
    {
        await using var session = await browser.OpenAsync(new()
        {
            Address = Fixture.Portal.Address, Locale = locale, Viewport = phone ? BrowserSettings.Phone : BrowserSettings.Desktop, Dark = dark, Script = script,
        });
        var page = session.Page;
        var german = locale.StartsWith("de", StringComparison.Ordinal);
        string In(string english, string deutsch) => german ? deutsch : english;
        await SignInAsync(page, german);

        await page.GotoAsync("/customers/new");
        await LookAsync(session, "wizard-1");
        await page.GetByRole(AriaRole.Button, new() { Name = In("Next: Subscriptions", "Weiter: Abonnements") }).ClickAsync();
        await LookAsync(session, "wizard-1-errors");
        await FillAsync(page, german);
        await page.GetByRole(AriaRole.Button, new() { Name = In("Next: Subscriptions", "Weiter: Abonnements") }).ClickAsync();

        await page.GetByRole(AriaRole.Heading, new() { Name = In("New subscription", "Neues Abonnement") }).WaitForAsync();
        await page.GetByLabel("Altostrata Office Standard", new() { Exact = true }).And(page.GetByRole(AriaRole.Checkbox)).CheckAsync();
        await page.GetByLabel("Altostrata Domestic Calling Plan", new() { Exact = true }).And(page.GetByRole(AriaRole.Checkbox)).CheckAsync();
        await page.GetByLabel(In("Licenses", "Lizenzen")).And(page.Locator(":visible")).First.FillAsync("0");
        await LookAsync(session, "wizard-2");
        await page.GetByRole(AriaRole.Button, new() { Name = In("Next: Review", "Weiter: Überprüfung") }).ClickAsync();
        await LookAsync(session, "wizard-2-errors");
        await page.GetByLabel(In("Licenses", "Lizenzen")).And(page.Locator(":visible")).First.FillAsync("12");
        await page.GetByLabel("Altostrata Domestic Calling Plan", new() { Exact = true }).And(page.GetByRole(AriaRole.Checkbox)).UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = In("Next: Review", "Weiter: Überprüfung") }).ClickAsync();

        await page.GetByRole(AriaRole.Heading, new() { Name = In("Review", "Überprüfung"), Exact = true }).WaitForAsync();
        await LookAsync(session, "wizard-3");
        await page.GetByRole(AriaRole.Button, new() { Name = In("Cancel", "Abbrechen") }).ClickAsync();
        await LookAsync(session, "wizard-cancel");
        await page.GetByRole(AriaRole.Link, new() { Name = In("Keep working on it", "Weiter bearbeiten") }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = In("Submit", "Übermitteln") }).ClickAsync();
        await page.WaitForURLAsync("**/confirmation");
        Assert.Empty(session.Complaints);
    }

    [Fact]
    public async Task The_script_tells_availability_follows_the_country_and_saves()
    {
        await using var session = await browser.OpenAsync(new() { Address = Fixture.Portal.Address });
        var page = session.Page;
        await SignInAsync(page, german: false);
        await page.GotoAsync("/customers/new");

        await page.GetByLabel("Domain prefix").PressSequentiallyAsync("admin");
        await page.GetByText("This word is reserved. Choose another prefix.").WaitForAsync();
        var prefix = NewCustomerStory.FreePrefix();
        await page.GetByLabel("Domain prefix").FillAsync(prefix);
        await page.GetByText($"{prefix}.tenants.example is available.").WaitForAsync();
        await page.GetByLabel("Company name").FillAsync("nordlicht.example");
        await page.GetByLabel("Country").SelectOptionAsync("Hungary");
        await page.GetByLabel("Registration number").FillAsync("01-09-123456");
        await page.GetByText("This looks like a web address.").WaitForAsync();
        await page.GetByText("For example 1051").WaitForAsync();
        Assert.Equal("hu", await page.GetByLabel("Language").InputValueAsync());
        await session.ScreenshotAsync("wizard-1-live");
        await session.CheckAsync();

        await page.GetByLabel("City").FillAsync("Budapest");
        await page.RunAndWaitForResponseAsync(
            () => page.GetByLabel("City").BlurAsync(),
            // An earlier save may still be on its way.
            answer => answer.Url.EndsWith("handler=Save", StringComparison.Ordinal) && answer.Status == 204 && answer.Request.PostData?.Contains("Budapest", StringComparison.Ordinal) == true);
        await page.ReloadAsync();
        Assert.Equal("Budapest", await page.GetByLabel("City").InputValueAsync());
        Assert.Equal("01-09-123456", await page.GetByLabel("Registration number").InputValueAsync());
        Assert.Empty(session.Complaints);
    }

    private static async Task LookAsync(BrowserSession session, string name)
    {
        await session.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await session.ScreenshotAsync(name);
        await session.CheckAsync();
    }

    private static async Task FillAsync(IPage page, bool german)
    {
        async Task Fill(string english, string deutsch, string value) =>
            await page.GetByLabel(german ? deutsch : english, new() { Exact = true }).FillAsync(value);

        await Fill("Company name", "Firmenname", "Nordlicht Medien GmbH");
        await Fill("Domain prefix", "Domänenpräfix", NewCustomerStory.FreePrefix());
        await Fill("Address line 1", "Adresszeile 1", "Hafenstraße 5");
        await Fill("City", "Ort", "Hamburg");
        await Fill("Postal code", "Postleitzahl", "20457");
        await Fill("First name", "Vorname", "Nora");
        await Fill("Last name", "Nachname", "Licht");
        await Fill("E-mail", "E-Mail", "nora@nordlicht.example");
        await Fill("Accepted by", "Angenommen von", "Nora Licht");
        await Fill("E-mail of this person", "E-Mail dieser Person", "nora@nordlicht.example");
        await Fill("Date of acceptance", "Datum der Annahme", "2026-01-31");
    }

    private async Task SignInAsync(IPage page, bool german)
    {
        var provider = await Fixture.Given.ProviderAsync();
        await Fixture.Given.ResellerAsync(partnerOf: provider);
        await page.GotoAsync("/sign-in");
        await page.GetByLabel(german ? "E-Mail-Adresse oder Benutzername" : "E-mail or user name").FillAsync(provider.Admin.UserName);
        await page.GetByLabel(german ? "Kennwort" : "Password").FillAsync(GivenPortal.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = german ? "Anmelden" : "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }
}
