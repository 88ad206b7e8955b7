using System.Net;
using IndirectProvider.Audit;
using IndirectProvider.IntegrationTests.Pages.Partnerships;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Html;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Settings.Users;

/// <summary>Administrators of providers and resellers invite colleagues.</summary>
public sealed class InviteTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_invited_colleague_chooses_a_password_and_has_the_roles(bool asReseller)
    {
        var (admin, name) = await AdminAsync(asReseller);
        using var browser = await portal.Given.SignedInAsync(admin);
        var email = StaffSteps.NewEmail();
        Page? answer = null;

        var mail = await portal.MailBox.ExpectAsync(
            async () => answer = await (await browser.InvitationFormAsync(email)).Tick("Helpdesk agent").SubmitAsync("Send invitation"), m => m.IsTo(email));

        Assert.Contains(name, mail.Subject, StringComparison.Ordinal);
        (await answer!.FollowAsync()).ExpectText("Nadja Neu").ExpectText("Invited").ExpectText("Helpdesk agent");
        using var invited = portal.NewClient();
        var link = mail.Link("/set-password/").PathAndQuery;
        (await (await invited.ChoosePasswordAsync(link)).FollowAsync()).ExpectText(name);
        (await invited.GetAsync("/settings/users")).Expect(HttpStatusCode.Forbidden);
        (await invited.GetAsync("/subscriptions")).Expect(HttpStatusCode.OK);
        (await invited.GetAsync(link)).Expect(HttpStatusCode.Gone);
        (await browser.OpenAsync("/settings/users?q=nadja&state=Active&role=HelpdeskAgent")).ExpectText(email).ExpectText("1 user");
        Assert.Empty(portal.WhereIs(link.Split('/')[^1], inMail: false));
    }

    [Fact]
    public async Task Sent_again_the_first_link_dies_and_withdrawn_both_are_dead_and_the_address_is_free()
    {
        var (admin, _) = await AdminAsync();
        using var browser = await portal.Given.SignedInAsync(admin);
        var email = StaffSteps.NewEmail();
        var first = await portal.MailBox.ExpectAsync(async () => await (await browser.InvitationFormAsync(email)).SubmitAsync("Send invitation"), m => m.IsTo(email));
        var id = await IdAsync(email);
        var second = await portal.MailBox.ExpectAsync(() => browser.PressAsync(id, "Send invitation again"), m => m.IsTo(email));
        using var invited = portal.NewClient();
        (await invited.GetAsync(first.Link("/set-password/").PathAndQuery)).Expect(HttpStatusCode.Gone);
        var open = (await invited.OpenAsync(second.Link("/set-password/").PathAndQuery)).Form("Set password")
            .Fill("New password", StaffSteps.Password).Fill("Repeat new password", StaffSteps.Password);

        await (await browser.PressAsync(id, "Withdraw invitation")).FollowToAsync("/settings/users");

        (await open.SubmitAsync("Set password")).Expect(HttpStatusCode.Gone);
        (await browser.GetAsync($"/settings/users/{id}")).Expect(HttpStatusCode.NotFound);
        Assert.False(await portal.Given.ReadAsync(db => db.Users.AnyAsync(u => u.Id == id)));
        (await (await browser.InvitationFormAsync(email)).SubmitAsync("Send invitation")).Expect(HttpStatusCode.Found);
        var actions = await portal.Given.ReadAsync(db => db.AuditRecords.Where(r => r.SubjectId == id).Select(r => r.Action).ToListAsync());
        Assert.Equal([AuditAction.MemberInvitationWithdrawn, AuditAction.MemberInvited, AuditAction.MemberInvited], actions.Order());
    }

    [Fact]
    public async Task What_was_accepted_is_not_withdrawn()
    {
        var (admin, _) = await AdminAsync();
        using var browser = await portal.Given.SignedInAsync(admin);
        var email = StaffSteps.NewEmail();
        var mail = await portal.MailBox.ExpectAsync(async () => await (await browser.InvitationFormAsync(email)).SubmitAsync("Send invitation"), m => m.IsTo(email));
        var page = await browser.OpenAsync($"/settings/users/{await IdAsync(email)}");
        using var invited = portal.NewClient();
        await invited.ChoosePasswordAsync(mail.Link("/set-password/").PathAndQuery);

        foreach (var button in new[] { "Withdraw invitation", "Send invitation again" })
        {
            var refused = (await page.Form(button).SubmitAsync(button)).Expect(HttpStatusCode.Conflict);
            Assert.Contains("has accepted the invitation meanwhile", Assert.Single(refused.ErrorSummary), StringComparison.Ordinal);
            Assert.True(refused.HasButton("Send password link"));
        }
    }

    [Fact]
    public async Task What_can_not_be_taken_is_said_at_its_field_and_kept()
    {
        var (admin, _) = await AdminAsync(asReseller: true);
        using var browser = await portal.Given.SignedInAsync(admin);
        var form = (await browser.InvitationFormAsync("nowhere")).Fill("First name", " ").Fill("Last name", new string('x', 51)).Tick("Sales agent")
            .Without("Input.Culture").Tamper("Input.Culture", "xx");

        var page = (await form.SubmitAsync("Send invitation")).Expect(HttpStatusCode.BadRequest);

        Assert.Equal("Enter the first name.", page.ErrorAt("First name"));
        Assert.Equal("Use at most 50 characters.", page.ErrorAt("Last name"));
        Assert.Equal("Choose a language.", page.ErrorAt("Language"));
        Assert.Contains("name@company.com", page.ErrorAt("Work e-mail"), StringComparison.Ordinal);
        Assert.Equal("nowhere", page.Form("Send invitation").Value("Work e-mail"));
        foreach (var (address, message) in new[] { ("nadja@gmail.com", "webmail"), ("nadja@contoso.tenants.example", "customers' tenants") })
        {
            var refused = (await (await browser.InvitationFormAsync(address)).SubmitAsync("Send invitation")).Expect(HttpStatusCode.BadRequest);
            Assert.Contains(message, refused.ErrorAt("Work e-mail"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_address_with_an_account_elsewhere_says_no_more_than_that_it_can_not_be_invited()
    {
        var (admin, _) = await AdminAsync();
        var (stranger, strangersCompany) = await AdminAsync(asReseller: true);
        using var browser = await portal.Given.SignedInAsync(admin);

        var elsewhere = (await (await browser.InvitationFormAsync(stranger.UserName.ToUpperInvariant())).SubmitAsync("Send invitation")).Expect(HttpStatusCode.BadRequest);
        var colleague = (await (await browser.InvitationFormAsync(admin.UserName)).SubmitAsync("Send invitation")).Expect(HttpStatusCode.BadRequest);

        Assert.Equal("This address can't be invited.", elsewhere.ErrorAt("Work e-mail"));
        Assert.DoesNotContain(stranger.Name, elsewhere.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(strangersCompany, elsewhere.Html, StringComparison.Ordinal);
        Assert.Contains("among your users already", colleague.ErrorAt("Work e-mail"), StringComparison.Ordinal);
        Assert.True(await portal.Given.ReadAsync(db => db.AuditRecords.AnyAsync(r => r.Action == AuditAction.MemberInvitationRefused && r.ActorUserId == admin.Id)));
    }

    [Fact]
    public async Task Nobody_is_flooded_with_invitations()
    {
        var (admin, _) = await AdminAsync();
        using var browser = await portal.Given.SignedInAsync(admin);
        var email = StaffSteps.NewEmail();
        await (await browser.InvitationFormAsync(email)).SubmitAsync("Send invitation");
        var id = await IdAsync(email);
        for (var i = 0; i < 4; i++)
        {
            (await browser.PressAsync(id, "Send invitation again")).Expect(HttpStatusCode.Found);
        }

        (await browser.PressAsync(id, "Send invitation again")).Expect(HttpStatusCode.Conflict).ExpectText("mailed several times");
    }

    [Fact]
    public async Task Who_registers_an_invited_persons_address_changes_nothing_of_the_company()
    {
        var reseller = await portal.Given.ResellerAsync();
        using var browser = await portal.Given.SignedInAsync(reseller.Admin);
        var email = StaffSteps.NewEmail();
        await (await browser.InvitationFormAsync(email)).SubmitAsync("Send invitation");
        using var attacker = portal.NewClient();
        var form = (await ChainTests.RegistrationAsync(await attacker.OpenAsync("/register"), "Hijack AG")).Fill("Work e-mail", email);

        await (await form.SubmitAsync("Register")).FollowToAsync("/register/check-your-mail");

        Assert.Equal(reseller.Name, await portal.Given.ReadAsync(db => db.Resellers.Where(r => r.Id == reseller.Id).Select(r => r.LegalName).SingleAsync()));
        var user = await portal.Given.ReadAsync(db => db.Users.SingleAsync(u => u.NormalizedUserName == EmailAddress.Normalize(email)));
        Assert.True(user.PasswordHash is null && user.FirstName == "Nadja");
    }

    [Fact]
    public async Task In_German()
    {
        var (admin, _) = await AdminAsync();
        using var browser = await portal.Given.SignedInAsync(admin, "de");

        (await browser.OpenAsync("/settings/users")).ExpectText("Globaler Administrator");
        var refused = await (await browser.OpenAsync("/settings/users/invite")).Form("Einladung senden").SubmitAsync("Einladung senden");

        Assert.Equal("Benutzer einladen", refused.Heading);
        Assert.Equal("Geben Sie die geschäftliche E-Mail-Adresse ein.", refused.ErrorAt("Geschäftliche E-Mail-Adresse"));
    }

    private async Task<(GivenMember Admin, string Company)> AdminAsync(bool asReseller = false)
    {
        if (asReseller)
        {
            var reseller = await portal.Given.ResellerAsync();
            return (reseller.Admin, reseller.Name);
        }

        var provider = await portal.Given.ProviderAsync();
        return (provider.Admin, provider.Name);
    }

    private Task<Guid> IdAsync(string email) =>
        portal.Given.ReadAsync(db => db.Users.Where(u => u.NormalizedUserName == EmailAddress.Normalize(email)).Select(u => u.Id).SingleAsync());
}
