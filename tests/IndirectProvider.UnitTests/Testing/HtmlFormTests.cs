using Xunit.Sdk;

namespace IndirectProvider.UnitTests.Testing;

public sealed class HtmlFormTests
{
    private const string CustomerForm = """
        <h1>New customer</h1>
        <form method="post" action="/customers/new">
          <input type="hidden" name="__RequestVerificationToken" value="token-1">
          <label for="name">Company name <span aria-hidden="true">*</span></label>
          <input id="name" name="Input.Name" value="">
          <label>Country <select name="Input.Country"><option value="AT">Austria</option><option value="DE">Germany</option></select></label>
          <textarea name="Input.Note" aria-label="Note">old</textarea>
          <fieldset><legend>Partner</legend>
            <label><input type="radio" name="Input.Kind" value="i" checked> Indirect</label>
            <label><input type="radio" name="Input.Kind" value="d"> Direct</label>
          </fieldset>
          <fieldset disabled><label>Off <input name="Input.Off" value="x"></label></fieldset>
          <input type="checkbox" id="agree" name="Input.Agree" value="true"><label for="agree">I agree</label>
          <input type="hidden" name="Input.Agree" value="false">
          <button name="action" value="next">Next: Subscriptions</button>
          <button formaction="/customers/cancel" formnovalidate>Cancel</button>
        </form>
        <label for="outside">Outside</label><input id="outside" name="Outside" form="other">
        <form id="other" action="/search"><input type="submit" value="Search"></form>
        """;

    [Fact]
    public async Task A_filled_form_is_posted_as_a_browser_would()
    {
        var (portal, page) = await LiteralPortal.OpenAsync(CustomerForm);

        var answer = await page.Form("Next: Subscriptions")
            .Fill("Company name", "Müller & Söhne")
            .Fill("Country", "Germany")
            .Fill("Note", "a\nb")
            .Choose("Direct", group: "Partner")
            .Tick("I agree")
            .SubmitAsync("Next: Subscriptions");

        Assert.Equal(("POST", "/customers/new"), (portal.Requests[1].Method, portal.Requests[1].Path));
        Assert.Equal(
            "__RequestVerificationToken=token-1&Input.Name=M%C3%BCller+%26+S%C3%B6hne&Input.Country=DE&Input.Note=a%0D%0Ab&Input.Kind=d&Input.Agree=true&Input.Agree=false&action=next",
            portal.Requests[1].Body);
        await answer.FollowToAsync("/done");
        Assert.Equal("/done?id=7", portal.Requests[2].Path);
    }

    [Fact]
    public async Task Each_button_goes_where_it_says_and_sends_only_its_own_name()
    {
        var (portal, page) = await LiteralPortal.OpenAsync(CustomerForm);

        await page.Form("Cancel").SubmitAsync("Cancel");

        Assert.Equal("/customers/cancel", portal.Requests[1].Path);
        Assert.DoesNotContain("action=", portal.Requests[1].Body, StringComparison.Ordinal);
        Assert.Contains("Input.Country=AT", portal.Requests[1].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Input.Off", portal.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_get_form_puts_its_controls_into_the_query_those_outside_it_too()
    {
        var (portal, page) = await LiteralPortal.OpenAsync(CustomerForm);

        await page.Form("Search").Fill("Outside", "a b").SubmitAsync("Search");

        Assert.Equal(("GET", "/search?Outside=a%20b"), (portal.Requests[1].Method, portal.Requests[1].Path));
    }

    [Fact]
    public async Task Without_an_action_a_form_is_posted_to_its_own_page()
    {
        var (portal, page) = await LiteralPortal.OpenAsync("<form method=post><button>Go</button></form>");

        await page.Form("Go").SubmitAsync("Go");

        Assert.Equal("/page?step=2", portal.Requests[1].Path);
    }

    [Fact]
    public async Task An_unknown_or_disabled_field_fails_and_says_what_there_is()
    {
        var (_, page) = await LiteralPortal.OpenAsync(CustomerForm);
        var form = page.Form("Cancel");

        var unknown = Assert.ThrowsAny<XunitException>(() => form.Fill("Firm", "x"));
        Assert.Contains("Company name | Country", unknown.Message, StringComparison.Ordinal);
        Assert.ThrowsAny<XunitException>(() => form.Fill("Off", "x"));
        Assert.ThrowsAny<XunitException>(() => form.Fill("Country", "France"));
        Assert.ThrowsAny<XunitException>(() => page.Form("Next"));
    }

    [Fact]
    public async Task A_file_makes_the_form_multipart()
    {
        var (portal, page) = await LiteralPortal.OpenAsync(
            "<form method=post enctype='multipart/form-data'><input name=a value=1 type=hidden><label>Logo <input type=file name=logo></label><button>Save</button></form>");

        await page.Form("Save").Attach("Logo", "logo.png", [80, 78, 71], "image/png").SubmitAsync("Save");

        Assert.Contains("name=logo; filename=logo.png", portal.Requests[1].Body, StringComparison.Ordinal);
        Assert.Contains("PNG", portal.Requests[1].Body, StringComparison.Ordinal);
    }
}
