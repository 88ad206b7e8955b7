using System.Net;
using IndirectProvider.Testing;
using IndirectProvider.Testing.Hosting;
using IndirectProvider.Testing.Html;

namespace IndirectProvider.IntegrationTests.Pages.Account;

/// <summary>The first operator's way in, where there is no demo data and no default password.</summary>
public sealed class FirstOperatorTests
{
    private const string Password = "another quiet lantern";

    [Fact]
    public async Task The_printed_link_makes_the_first_operator_once_and_stands_in_no_log()
    {
        using var console = new ConsoleLines();
        await using var portal = new PortalFactory();
        _ = portal.Services;
        var link = Assert.Single(console.Lines.Where(line => line.Contains("/set-up/", StringComparison.Ordinal)).Select(line => line[line.IndexOf("/set-up/", StringComparison.Ordinal)..]).ToList());
        using var client = portal.NewClient();

        var incomplete = await (await client.OpenAsync(link)).Form("Create operator account").Fill("E-mail", "not an address").SubmitAsync("Create operator account");
        incomplete.Expect(HttpStatusCode.BadRequest);
        Assert.Equal(4, incomplete.ErrorSummary.Count);
        var home = await (await SetUpAsync(client, link, "first@portal.example")).FollowToAsync("/");
        (await home.FollowToAsync("/operator/providers")).Expect(HttpStatusCode.OK).ExpectText("First Operator");

        (await client.GetAsync(link)).Expect(HttpStatusCode.Gone);
        Assert.DoesNotContain(portal.Log.Lines, line => line.Text.Contains(link["/set-up/".Length..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_operator_named_in_the_settings_is_invited_by_mail_and_no_link_is_printed()
    {
        using var console = new ConsoleLines();
        await using var portal = new PortalFactory(new() { Settings = new Dictionary<string, string?> { ["Portal:FirstOperator"] = "boss@portal.example" } });
        using var client = portal.NewClient();

        var mail = await portal.MailBox.WaitForAsync("boss@portal.example");
        var choose = await client.OpenAsync(mail.Link("/set-password/").PathAndQuery);
        var home = await choose.Form("Set password").Fill("New password", Password).Fill("Repeat new password", Password).SubmitAsync("Set password");

        (await (await home.FollowToAsync("/")).FollowToAsync("/operator/providers")).Expect(HttpStatusCode.OK);
        Assert.DoesNotContain(console.Lines, line => line.Contains("/set-up/", StringComparison.Ordinal));
        Assert.Contains(portal.Log.Lines, line => line.Text.Contains("boss@portal.example", StringComparison.Ordinal));
    }

    private static async Task<Page> SetUpAsync(PortalClient client, string link, string email) =>
        await (await client.OpenAsync(link)).Form("Create operator account")
            .Fill("First name", "First").Fill("Last name", "Operator").Fill("E-mail", email)
            .Fill("New password", Password).Fill("Repeat new password", Password)
            .SubmitAsync("Create operator account");
}
