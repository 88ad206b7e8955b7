using System.Net;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Mail;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Partnerships;

/// <summary>Somebody registers another person's address before that person does.</summary>
public sealed class RegisteredFirstTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const string OwnersPassword = "Meadow-Kettle-Window-7";

    [Fact]
    public async Task The_latest_registration_counts_password_and_all()
    {
        var email = Invitations.NewEmail();
        var first = await RegisterAsync(email, "Shell Company AG", "Other-Peoples-Doors-9");
        var second = await RegisterAsync(email, "Owner Company AG", OwnersPassword);

        using var owner = portal.NewClient();
        (await owner.GetAsync(first.Link("/confirm-email/").AbsolutePath)).Expect(HttpStatusCode.Gone);
        var confirm = await owner.OpenAsync(second.Link("/confirm-email/").AbsolutePath);
        confirm.ExpectText("Owner Company AG (PartnerID");
        await confirm.Form("Confirm e-mail address").SubmitAsync("Confirm e-mail address");

        Assert.Equal(HttpStatusCode.BadRequest, await SignInAsync(email, "Other-Peoples-Doors-9"));
        Assert.Equal(HttpStatusCode.Found, await SignInAsync(email, OwnersPassword));
        Assert.False(await portal.Given.ReadAsync(db => db.Resellers.AnyAsync(r => r.LegalName == "Shell Company AG")));
    }

    [Fact]
    public async Task An_address_of_a_tenant_is_refused()
    {
        using var client = portal.NewClient();
        var form = (await ChainTests.RegistrationAsync(await client.OpenAsync("/register"), "Squat AG")).Fill("Work e-mail", "admin@squat.tenants.example");

        var again = (await form.SubmitAsync("Register")).Expect(HttpStatusCode.BadRequest);

        Assert.Contains("tenants can't be used", again.ErrorAt("Work e-mail"), StringComparison.Ordinal);
    }

    private async Task<ReceivedMail> RegisterAsync(string email, string company, string password)
    {
        using var client = portal.NewClient();
        var form = (await ChainTests.RegistrationAsync(await client.OpenAsync("/register"), company))
            .Fill("Work e-mail", email).Fill("Password", password).Fill("Repeat password", password);
        return await portal.MailBox.ExpectAsync(
            async () => (await form.SubmitAsync("Register")).Expect(HttpStatusCode.Found), m => m.IsTo(email));
    }

    private async Task<HttpStatusCode> SignInAsync(string email, string password)
    {
        using var client = portal.NewClient();
        var form = (await client.OpenAsync("/sign-in")).Form("Sign in").Fill("E-mail or user name", email).Fill("Password", password);
        return (await form.SubmitAsync("Sign in")).Status;
    }
}
