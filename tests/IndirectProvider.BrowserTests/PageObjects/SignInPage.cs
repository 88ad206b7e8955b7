using IndirectProvider.Testing.Given;
using Microsoft.Playwright;

namespace IndirectProvider.BrowserTests.PageObjects;

/// <summary>Where members sign in.</summary>
public static class SignInPage
{
    /// <summary>Signs in a person made by <see cref="GivenPortal"/>.</summary>
    public static Task SignInAsync(this BrowserSession session, GivenMember member) => session.SignInAsync(member.UserName, GivenPortal.Password);

    /// <summary>Signs in with a user name and a password.</summary>
    public static async Task SignInAsync(this BrowserSession session, string userName, string password)
    {
        var (page, words) = (session.Page, session.Words);
        if (!page.Url.Contains("/sign-in", StringComparison.Ordinal))
        {
            await page.GotoAsync("/sign-in");
        }

        await page.GetByLabel(words["E-mail or user name"], new() { Exact = true }).FillAsync(userName);
        await page.GetByLabel(words["Password"], new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = words["Sign in"], Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }
}
