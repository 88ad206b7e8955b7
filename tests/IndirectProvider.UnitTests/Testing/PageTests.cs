using System.Net;
using Xunit.Sdk;

namespace IndirectProvider.UnitTests.Testing;

public sealed class PageTests
{
    private const string InvitationPage = """
        <main>
        <h1>Request a partnership</h1>
        <div class="error-summary" role="alert"><ul><li><a href="#email">Enter an e-mail address.</a></li></ul></div>
        <form method="post">
          <label for="email">E-mail address</label>
          <span id="email-hint">At work.</span>
          <input id="email" name="Email" aria-invalid="true" aria-describedby="email-hint email-error">
          <span id="email-error" class="invalid-feedback">Enter an e-mail address.</span>
          <label for="who">Name</label><input id="who" name="Name" aria-describedby="who-error"><span id="who-error" class="invalid-feedback"></span>
          <button>Send invitation</button>
        </form>
        <table><tbody>
          <tr><td>Alpha GmbH</td><td><a href="/r/1">Open</a><form method=post action=/r/1/remove><button aria-label="Remove Alpha GmbH">x</button></form></td></tr>
          <tr><td>Beta Ltd</td><td><a href="/r/2">Open</a></td></tr>
        </tbody></table>
        <dl><dt>Admin user name</dt><dd>admin@alpha.tenants.example</dd></dl>
        <label for="pw">Temporary password</label><output id="pw">Ab3-x</output>
        <p hidden>Nobody reads this</p>
        </main>
        """;

    [Fact]
    public async Task Errors_are_found_at_their_field_and_in_the_summary()
    {
        var (_, page) = await LiteralPortal.OpenAsync(InvitationPage);

        Assert.Equal("Enter an e-mail address.", page.ErrorAt("E-mail address"));
        Assert.Null(page.ErrorAt("Name"));
        Assert.Equal(["Enter an e-mail address."], page.ErrorSummary);
    }

    [Fact]
    public async Task A_row_narrows_what_is_meant()
    {
        var (portal, page) = await LiteralPortal.OpenAsync(InvitationPage);

        await page.ClickAsync("Open", page.Row("Beta Ltd"));

        Assert.Equal("/r/2", portal.Requests[1].Path);
        Assert.ThrowsAny<XunitException>(() => page.Link("Open"));
        Assert.True(page.HasButton("Remove Alpha GmbH"));
    }

    [Fact]
    public async Task A_page_shows_what_a_person_reads()
    {
        var (_, page) = await LiteralPortal.OpenAsync(InvitationPage);

        Assert.Equal("Request a partnership", page.Heading);
        Assert.Equal("en", page.Language);
        Assert.Equal("admin@alpha.tenants.example", page.Value("Admin user name"));
        Assert.Equal("Ab3-x", page.Value("Temporary password"));
        Assert.False(page.Shows("Nobody reads this"));
    }

    [Fact]
    public async Task A_redirect_elsewhere_or_none_at_all_fails()
    {
        var (_, page) = await LiteralPortal.OpenAsync(InvitationPage);
        var sent = await page.Form("Send invitation").SubmitAsync("Send invitation");

        Assert.Equal(HttpStatusCode.Redirect, sent.Status);
        await Assert.ThrowsAnyAsync<XunitException>(() => sent.FollowToAsync("/elsewhere"));
        await Assert.ThrowsAnyAsync<XunitException>(page.FollowAsync);
        await sent.FollowToAsync("/done?id=7");
    }

    [Fact]
    public async Task Cookies_are_kept()
    {
        var (_, page) = await LiteralPortal.OpenAsync(InvitationPage);
        var sent = await page.Form("Send invitation").SubmitAsync("Send invitation");

        Assert.Equal("seen=1", sent.Response.RequestMessage!.Headers.GetValues("Cookie").Single());
    }
}
