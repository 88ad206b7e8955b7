using System.Net;
using IndirectProvider.IntegrationTests.Pages.Partnerships;
using IndirectProvider.Mail;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Security;

/// <summary>Nobody's mailbox is flooded through the portal.</summary>
public sealed class MailLimitTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task An_address_that_others_keep_registering_gets_a_few_mails_and_the_same_answer()
    {
        var email = Invitations.NewEmail();
        using var client = portal.NewClient();
        for (var turn = 0; turn < MailLimits.PerAddresseeAndDay + 2; turn++)
        {
            // Another spelling of the same address is the same mailbox.
            var form = (await ChainTests.RegistrationAsync(await client.OpenAsync("/register"), "Newcomer AG"))
                .Fill("Work e-mail", turn % 2 == 0 ? email : email.ToUpperInvariant());

            (await form.SubmitAsync("Register")).Expect(HttpStatusCode.Found);
        }

        Assert.Equal(MailLimits.PerAddresseeAndDay, await MailsAsync(email));
    }

    [Fact]
    public async Task An_addressee_gets_a_few_invitations_a_day_and_the_form_says_so()
    {
        var provider = await portal.Given.ProviderAsync();
        var email = Invitations.NewEmail();
        for (var turn = 0; turn < MailLimits.PerAddresseeAndDay; turn++)
        {
            await portal.SendAsync(provider, email);
        }

        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var form = (await staff.OpenAsync("/indirect-resellers/request")).Form("Send invitation").Fill("E-mail address", email).Fill("Name", "Nina Newcomer");
        var refused = (await form.SubmitAsync("Send invitation")).Expect(HttpStatusCode.BadRequest);

        Assert.Contains("within a day", refused.ErrorAt("E-mail address"), StringComparison.Ordinal);
        Assert.Equal("Nina Newcomer", refused.Form("Send invitation").Value("Name"));
        Assert.Equal(MailLimits.PerAddresseeAndDay, await MailsAsync(email));
    }

    private Task<int> MailsAsync(string email)
    {
        var normalized = EmailAddress.Normalize(email);
        return portal.Given.ReadAsync(db => db.OutgoingMails.CountAsync(m => m.NormalizedToAddress == normalized));
    }
}
