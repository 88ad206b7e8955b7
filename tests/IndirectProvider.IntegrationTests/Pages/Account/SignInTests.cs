using System.Net;
using IndirectProvider.Accounts;
using IndirectProvider.Audit;
using IndirectProvider.Partnerships;
using IndirectProvider.Tenancy;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Account;

/// <summary>Sign-in and sign-out; nothing can be learnt from a refusal.</summary>
public sealed class SignInTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task The_page_asked_for_opens_after_signing_in()
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = portal.NewClient();

        var signIn = await (await client.GetAsync("/?from=bookmark")).FollowToAsync("/sign-in");
        var answer = await SubmitAsync(signIn, provider.Admin.UserName, GivenPortal.Password);

        Assert.Equal("/?from=bookmark", answer.Location);
        (await answer.FollowAsync()).Expect(HttpStatusCode.OK).ExpectText(provider.Name);
        Assert.Equal([AuditAction.SignedIn], await ActionsAsync(provider.Admin.Id));
    }

    [Fact]
    public async Task A_reseller_that_came_with_an_invitation_goes_back_to_it_and_others_go_home()
    {
        var provider = await portal.Given.ProviderAsync();
        var reseller = await portal.Given.ResellerAsync();
        var token = OneTimeToken.Mint();
        var now = portal.Given.Now;
        var invitation = PartnershipInvitation.Draft(
            Guid.CreateVersion7(now), provider.Id, token, new InvitationMessage("rita@reseller.example", "Rita", null, "en", PartnershipInvitation.LinkPlaceholder),
            new Actor(provider.Admin.Id, provider.Admin.Name, provider.Name, null, null), TimeSpan.FromDays(30), now);
        await portal.Given.SaveAsync(db => db.PartnershipInvitations.Add(invitation));
        foreach (var (member, target) in new[] { (reseller.Admin, "/invitation"), (provider.Admin, "/") })
        {
            using var client = portal.NewClient();
            await (await client.GetAsync($"/invitation/{token.Text}")).FollowToAsync("/invitation");

            Assert.Equal(target, (await TryAsync(client, member.UserName, GivenPortal.Password)).Location);
        }
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task No_return_address_leads_away_from_the_portal(string returnUrl)
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = portal.NewClient();

        var answer = await SubmitAsync(
            await client.OpenAsync($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}"), provider.Admin.UserName, GivenPortal.Password);

        Assert.Equal("/", answer.Location);
    }

    [Fact]
    public async Task Unknown_wrong_unconfirmed_and_locked_get_the_same_answer()
    {
        var provider = await portal.Given.ProviderAsync();
        var locked = await portal.Given.StaffAsync(provider, MemberRole.SalesAgent);
        var unconfirmed = await UnconfirmedAsync(provider);
        using var client = portal.NewClient();
        for (var i = 0; i < PasswordTries.Allowed; i++)
        {
            await TryAsync(client, locked.UserName, "wrong");
        }

        Page[] answers =
        [
            await TryAsync(client, "nobody@provider.example", GivenPortal.Password),
            await TryAsync(client, provider.Admin.UserName, "wrong"),
            await TryAsync(client, unconfirmed, GivenPortal.Password),
            await TryAsync(client, locked.UserName, GivenPortal.Password),
        ];

        Assert.All(answers, answer => answer.Expect(HttpStatusCode.BadRequest));
        Assert.Equal(["The user name or the password is not right. After 5 wrong tries, wait 15 minutes before the next one."],
            answers.SelectMany(answer => answer.ErrorSummary).Distinct());
        Assert.DoesNotContain("wrong", answers[1].Document.QuerySelector("input[type=password]")!.OuterHtml, StringComparison.Ordinal);
        Assert.Equal(provider.Admin.UserName, answers[1].Form("Sign in").Value("E-mail or user name"));
    }

    [Fact]
    public async Task Missing_values_are_said_at_their_fields()
    {
        using var client = portal.NewClient("de");

        var answer = await (await client.OpenAsync("/sign-in")).Form("Anmelden").SubmitAsync("Anmelden");

        answer.Expect(HttpStatusCode.BadRequest);
        Assert.Equal("Geben Sie Ihre E-Mail-Adresse oder Ihren Benutzernamen ein.", answer.ErrorAt("E-Mail-Adresse oder Benutzername"));
        Assert.Equal("Geben Sie Ihr Kennwort ein.", answer.ErrorAt("Kennwort"));
    }

    [Fact]
    public async Task Many_guesses_at_once_get_no_more_tries()
    {
        var provider = await portal.Given.ProviderAsync();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            using var client = portal.NewClient();
            await TryAsync(client, provider.Admin.UserName, "wrong");
        }));

        using var late = portal.NewClient();
        (await TryAsync(late, provider.Admin.UserName, GivenPortal.Password)).Expect(HttpStatusCode.BadRequest);
        Assert.Equal(1, (await ActionsAsync(provider.Admin.Id)).Count(action => action == AuditAction.LockedOut));
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_a_link_to_it_does_not()
    {
        var provider = await portal.Given.ProviderAsync();
        using var client = await portal.Given.SignedInAsync(provider.Admin);

        await (await client.GetAsync("/sign-out")).FollowToAsync("/");
        var home = await client.OpenAsync("/");
        (await (await home.Form("Sign out").SubmitAsync("Sign out")).FollowToAsync("/sign-in")).ExpectText("You are signed out.");

        Assert.Equal("/sign-in?returnUrl=%2F", (await client.GetAsync("/")).Location);
        Assert.Equal([AuditAction.SignedIn, AuditAction.SignedOut], await ActionsAsync(provider.Admin.Id));
    }

    internal static async Task<Page> TryAsync(PortalClient client, string userName, string password) =>
        await SubmitAsync(await client.OpenAsync("/sign-in"), userName, password);

    private static Task<Page> SubmitAsync(Page signIn, string userName, string password) =>
        signIn.Form("Sign in").Fill("E-mail or user name", userName).Fill("Password", password).SubmitAsync("Sign in");

    private Task<List<string>> ActionsAsync(Guid userId) =>
        portal.Given.ReadAsync(db => db.AuditRecords.Where(r => r.SubjectId == userId).OrderBy(r => r.Id).Select(r => r.Action).ToListAsync());

    private async Task<string> UnconfirmedAsync(GivenProvider provider)
    {
        var member = await portal.Given.StaffAsync(provider, MemberRole.SalesAgent);
        await portal.Given.ReadAsync(db => db.Users.Where(u => u.Id == member.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.EmailConfirmed, false)));
        return member.UserName;
    }
}
