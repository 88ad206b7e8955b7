using System.Net;
using System.Text;
using IndirectProvider.Testing.Html;

namespace IndirectProvider.UnitTests.Testing;

/// <summary>Answers every GET with one literal page and every POST with a redirect, and keeps what was sent.</summary>
internal sealed class LiteralPortal(string html) : HttpMessageHandler
{
    public List<(string Method, string Path, string Body)> Requests { get; } = [];

    public static async Task<(LiteralPortal Portal, Page Page)> OpenAsync(string body)
    {
        var portal = new LiteralPortal($"<!doctype html><html lang=\"en\"><body>{body}</body></html>");
        var client = new PortalClient(portal, new Uri("https://portal.test"));
        return (portal, await client.OpenAsync("/page?step=2"));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add((request.Method.Method, request.RequestUri!.PathAndQuery, body));
        var response = request.Method == HttpMethod.Get
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(html, Encoding.UTF8, "text/html") }
            : new HttpResponseMessage(HttpStatusCode.Redirect) { Headers = { Location = new Uri("/done?id=7", UriKind.Relative) } };
        response.Headers.Add("Set-Cookie", "seen=1; path=/");
        response.RequestMessage = request;
        return response;
    }
}
