using System.IO.Compression;
using System.Text;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;

namespace IndirectProvider.IntegrationTests.Hosting;

/// <summary>Answers are compressed for browsers that take it, except for what shows a secret.</summary>
public sealed class CompressionTests(SharedPortal portal) : IClassFixture<SharedPortal>
{
    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_page_is_compressed_as_the_browser_takes_it(string encoding)
    {
        var provider = await portal.Given.ProviderAsync();
        using var staff = await portal.Given.SignedInAsync(provider.Admin);

        using var answer = await SendAsync(staff, "/customers", encoding);

        Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        var body = await answer.Content.ReadAsStreamAsync();
        await using Stream plain = encoding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        Assert.Contains("No customers yet", await new StreamReader(plain, Encoding.UTF8).ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_with_a_password_is_not()
    {
        var provider = await portal.Given.ProviderAsync();
        var customer = await portal.Given.CustomerAsync(provider);
        using var staff = await portal.Given.SignedInAsync(provider.Admin);
        var form = (await staff.OpenAsync($"/customers/{customer.Id}/reset-password")).Form("Reset password");

        using var answer = await SendAsync(staff, (await form.SubmitAsync("Reset password")).Location!, "br");

        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Contains("Temporary password", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(PortalClient who, string path, string encoding)
    {
        using var http = new HttpClient(portal.Server.CreateHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(who.Address, path));
        request.Headers.Add("Cookie", who.Cookies.GetCookieHeader(who.Address));
        request.Headers.Add("Accept-Encoding", encoding);
        request.Headers.Add("Accept-Language", "en");
        return (await http.SendAsync(request)).EnsureSuccessStatusCode();
    }
}
