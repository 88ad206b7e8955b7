using IndirectProvider.Testing.Html;

namespace IndirectProvider.IntegrationTests.Pages.Settings.Users;

/// <summary>What several tests about the staff do.</summary>
internal static class StaffSteps
{
    /// <summary>A password for those who were invited.</summary>
    public const string Password = "Nine-Slow-Harbours";

    private static int count;

    /// <summary>An address nobody has.</summary>
    public static string NewEmail() => $"colleague{Interlocked.Increment(ref count)}@company.example";

    /// <summary>The form that invites somebody, filled in.</summary>
    public static async Task<HtmlForm> InvitationFormAsync(this PortalClient browser, string email) =>
        (await browser.OpenAsync("/settings/users/invite")).Form("Send invitation")
            .Fill("First name", "Nadja").Fill("Last name", "Neu").Fill("Work e-mail", email).Fill("Language", "English");

    /// <summary>Presses a button on somebody's page.</summary>
    public static async Task<Page> PressAsync(this PortalClient browser, Guid userId, string button) =>
        await (await browser.OpenAsync($"/settings/users/{userId}")).Form(button).SubmitAsync(button);

    /// <summary>Disables somebody.</summary>
    public static async Task<Page> DisableAsync(this PortalClient browser, Guid userId) =>
        await (await browser.OpenAsync($"/settings/users/{userId}/disable")).Form("Disable user").SubmitAsync("Disable user");

    /// <summary>The form with somebody's name and roles.</summary>
    public static async Task<HtmlForm> EditAsync(this PortalClient browser, Guid userId) => (await browser.OpenAsync($"/settings/users/{userId}/edit")).Form("Save");

    /// <summary>Follows a mailed link and chooses a password.</summary>
    public static async Task<Page> ChoosePasswordAsync(this PortalClient browser, string link) =>
        await (await browser.OpenAsync(link)).Form("Set password").Fill("New password", Password).Fill("Repeat new password", Password).SubmitAsync("Set password");
}
