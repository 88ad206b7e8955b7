using IndirectProvider.BrowserTests.PageObjects;
using IndirectProvider.Testing.Given;
using Microsoft.Playwright;

namespace IndirectProvider.BrowserTests.Journeys;

/// <summary>Passkeys in Chromium, kept by the virtual device its own tests use.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PasskeyJourneyTests(BrowserFixture browser, PortalFixture fixture) : PortalTests(fixture)
{
    [Fact]
    public async Task A_passkey_is_added_signs_in_alone_and_after_the_password_confirms_and_is_removed()
    {
        var member = (await Fixture.Given.ProviderAsync()).Admin;
        await using var session = await browser.OpenAsync(new() { Address = Fixture.Portal.Address });
        var page = session.Page;
        var device = await VirtualDevice.PlugInAsync(page);
        await session.SignInAsync(member);

        await page.GotoAsync("/account/security/passkeys/add");
        await session.CheckAsync();
        await session.ScreenshotAsync("passkey-add");
        await session.FillAsync("Name", "Test device");
        await session.PressAsync("Add passkey");
        await session.ShowsAsync("Your passkey is added.");
        await session.CheckAsync();
        await session.LinkTo("Done").ClickAsync();
        await session.ShowsAsync("Test device");
        await session.CheckAsync();
        await session.ScreenshotAsync("security-passkeys");

        await device.WaitForPersonAsync();
        await SignOutAsync(page);
        await session.CheckAsync();
        await session.ScreenshotAsync("sign-in-passkey");
        await device.PersonIsThereAsync();
        await session.PressAsync("Sign in with a passkey");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));

        await device.WaitForPersonAsync();
        await SignOutAsync(page);
        await session.FillAsync("E-mail or user name", member.UserName);
        await session.FillAsync("Password", GivenPortal.Password);
        await session.PressAsync("Sign in");
        await page.WaitForURLAsync("**/sign-in/second-factor");
        await session.CheckAsync();
        await session.ScreenshotAsync("second-factor-passkey");
        await device.PersonIsThereAsync();
        await session.PressAsync("Use a passkey");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));

        Fixture.Portal.Clock.Advance(TimeSpan.FromMinutes(11));
        await page.GotoAsync("/account/security");
        await page.GetByRole(AriaRole.Link, new() { Name = "Remove Test device" }).ClickAsync();
        await page.WaitForURLAsync("**/confirm-it-is-you**");
        await session.CheckAsync();
        await session.PressAsync("Confirm with a passkey");
        await page.WaitForURLAsync("**/remove");
        await session.ShowsAsync("Your password alone signs you in.");
        await session.CheckAsync();
        await session.PressAsync("Remove passkey");
        await session.ShowsAsync("The passkey Test device is removed.");

        await device.WaitForPersonAsync();
        await SignOutAsync(page);
        await session.SignInAsync(member);
    }

    [Fact]
    public async Task The_browser_offers_a_passkey_in_the_field_for_the_user_name()
    {
        var provider = await Fixture.Given.ProviderAsync();
        await using var session = await browser.OpenAsync(new() { Address = Fixture.Portal.Address });
        var page = session.Page;
        await VirtualDevice.PlugInAsync(page);
        await session.SignInAsync(provider.Admin);
        await page.GotoAsync("/account/security/passkeys/add");
        await session.PressAsync("Add passkey");
        await session.LinkTo("Done").ClickAsync();
        await page.Context.ClearCookiesAsync();

        // The virtual device chooses at once what a person would choose from the list.
        await page.GotoAsync("/sign-in");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));

        await session.ShowsAsync(provider.Name);
    }

    [Fact]
    public async Task Whoever_uses_no_passkey_is_told_and_signs_in_otherwise()
    {
        var member = (await Fixture.Given.ProviderAsync()).Admin;
        await using var session = await browser.OpenAsync(new() { Address = Fixture.Portal.Address });
        await VirtualDevice.PlugInAsync(session.Page);
        await session.Page.GotoAsync("/sign-in");

        await session.PressAsync("Sign in with a passkey");

        await session.ShowsAsync("No passkey was used. Try again, or use another way.");
        await session.CheckAsync();
        await session.SignInAsync(member);
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.GotoAsync("/account/security");
        await page.Locator("details.user-menu summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/sign-in**");
    }

    /// <summary>A device that keeps passkeys, without a person who would press anything.</summary>
    private sealed class VirtualDevice(ICDPSession debug, string id)
    {
        public static async Task<VirtualDevice> PlugInAsync(IPage page)
        {
            var debug = await page.Context.NewCDPSessionAsync(page);
            await debug.SendAsync("WebAuthn.enable");
            var added = await debug.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            });
            return new VirtualDevice(debug, added!.Value.GetProperty("authenticatorId").GetString()!);
        }

        public Task WaitForPersonAsync() => SimulateAsync(false);

        public Task PersonIsThereAsync() => SimulateAsync(true);

        private Task SimulateAsync(bool enabled) => debug.SendAsync(
            "WebAuthn.setAutomaticPresenceSimulation", new Dictionary<string, object> { ["authenticatorId"] = id, ["enabled"] = enabled });
    }
}
