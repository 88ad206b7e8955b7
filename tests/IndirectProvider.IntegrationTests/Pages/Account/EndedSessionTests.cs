using System.Net;
using IndirectProvider.Testing.Given;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.IntegrationTests.Pages.Account;

/// <summary>What is left behind is worth nothing, and what nobody looks at uses nothing up.</summary>
public sealed class EndedSessionTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Fact]
    public async Task A_copy_of_the_cookie_is_worth_nothing_after_signing_out()
    {
        var provider = await portal.Given.ProviderAsync();
        using var owner = await portal.Given.SignedInAsync(provider.Admin);
        using var copy = portal.NewClient();
        foreach (Cookie cookie in owner.Cookies.GetAllCookies())
        {
            copy.Cookies.Add(owner.Address, new Cookie(cookie.Name, cookie.Value) { Secure = cookie.Secure });
        }

        (await copy.GetAsync("/customers")).Expect(HttpStatusCode.OK);
        var home = await owner.OpenAsync("/");
        await home.Form("Sign out").SubmitAsync("Sign out");

        (await copy.GetAsync("/customers")).Expect(HttpStatusCode.Found);
    }

    [Fact]
    public async Task A_mere_head_request_does_not_use_up_the_password()
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var form = (await staff.OpenAsync($"/customers/{customer.Id}/reset-password")).Form("Reset password");
        var target = (await form.SubmitAsync("Reset password")).Location!;

        await staff.SendAsync(new HttpRequestMessage(HttpMethod.Head, target));

        Assert.True(await portal.Given.ReadAsync(db => db.AdminCredentials.AnyAsync(c => c.CustomerId == customer.Id && c.ShownAt == null && c.SealedPassword != null)));
        Assert.Equal(16, (await staff.OpenAsync(target)).Value("Temporary password").Length);
    }

    [Theory]
    [InlineData("/customers")]
    [InlineData("/orders")]
    [InlineData("/indirect-resellers/request?handler=Nope")]
    public async Task What_a_page_has_no_handler_for_does_not_exist(string path)
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var token = (await staff.OpenAsync("/")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var answer = await staff.SendAsync(new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]),
        });

        answer.Expect(HttpStatusCode.NotFound);
    }
}
