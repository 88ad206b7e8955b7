using System.Net;
using IndirectProvider.Testing;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Html;
using IndirectProvider.IntegrationTests.Pages.Partnerships;

namespace IndirectProvider.IntegrationTests.Pages.Account;

/// <summary>Wherever somebody chooses a password, what would be tried first is refused at its field.</summary>
public sealed class ChosenPasswordTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    private const string Common = "tried first. Choose a few words";
    private const string Own = "mainly your name";

    [Fact]
    public async Task By_a_mailed_link()
    {
        var provider = await portal.Given.ProviderAsync("Meadow Kettle");
        using var client = portal.NewClient();
        var mail = await portal.MailBox.ExpectAsync(
            async () => await (await client.OpenAsync("/forgot-password")).Form("Send link").Fill("E-mail or user name", provider.Admin.UserName).SubmitAsync("Send link"),
            m => m.IsTo(provider.Admin.UserName));
        var page = await client.OpenAsync(mail.Link("/set-password/").PathAndQuery);

        await ExpectRefusalsAsync(page, "Set password", "New password", "Repeat new password", "meadow-kettle-2026");
    }

    [Fact]
    public async Task When_the_password_is_changed()
    {
        var provider = await portal.Given.ProviderAsync("Meadow Kettle");
        var reseller = await portal.Given.ResellerAsync("Silver Birch", partnerOf: provider);
        var customer = await portal.Given.CustomerAsync(provider);
        foreach (var (member, own) in new[]
        {
            (provider.Admin, "Meadow.Kettle.99"),
            (reseller.Admin, "silver birch 2026"),
            (customer.Admin, $"{customer.Admin.UserName[(customer.Admin.UserName.IndexOf('@') + 1)..].Split('.')[0]}-tenants"),
        })
        {
            using var client = await portal.Given.SignedInAsync(member);
            var page = await client.OpenAsync("/account/change-password");
            await ExpectRefusalsAsync(page, "Change password", "New password", "Repeat new password", own, "Current password");
        }
    }

    [Fact]
    public async Task When_a_reseller_registers()
    {
        using var client = portal.NewClient();
        var form = (await ChainTests.RegistrationAsync(await client.OpenAsync("/register"), "Newcomer Woods AG")).Fill("Work e-mail", Invitations.NewEmail());

        foreach (var (password, message) in new[] { ("Password1234567", Common), ("newcomer-woods-1", Own) })
        {
            var again = await form.Fill("Password", password).Fill("Repeat password", password).SubmitAsync("Register");
            Assert.Contains(message, again.Expect(HttpStatusCode.BadRequest).ErrorAt("Password"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task When_the_first_operator_is_made()
    {
        using var console = new ConsoleLines();
        await using var fresh = new PortalFactory();
        _ = fresh.Services;
        var line = Assert.Single(console.Lines, l => l.Contains("/set-up/", StringComparison.Ordinal));
        using var client = fresh.NewClient();
        var page = await client.OpenAsync(line[line.IndexOf("/set-up/", StringComparison.Ordinal)..]);
        var form = page.Form("Create operator account").Fill("First name", "Petronella").Fill("Last name", "Operator").Fill("E-mail", "first@portal.example");

        foreach (var (password, message) in new[] { ("Password1234567", Common), ("petronella operator", Own) })
        {
            var again = await form.Fill("New password", password).Fill("Repeat new password", password).SubmitAsync("Create operator account");
            Assert.Contains(message, again.Expect(HttpStatusCode.BadRequest).ErrorAt("New password"), StringComparison.Ordinal);
        }
    }

    private static async Task ExpectRefusalsAsync(Page page, string button, string field, string repeat, string own, string? current = null)
    {
        foreach (var (password, message) in new[] { ("Password1234567", Common), ("qwertyuiop!2026", Common), (own, Own) })
        {
            var form = page.Form(button).Fill(field, password).Fill(repeat, password);
            if (current is not null)
            {
                form.Fill(current, GivenPortal.Password);
            }

            var again = await form.SubmitAsync(button);
            Assert.Contains(message, again.Expect(HttpStatusCode.BadRequest).ErrorAt(field), StringComparison.Ordinal);
        }
    }
}
