using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace IndirectProvider.IntegrationTests.Isolation;

/// <summary>What the portal answered to one request.</summary>
/// <param name="Status">The status.</param>
/// <param name="Location">Where it leads, or null.</param>
/// <param name="Headers">All headers.</param>
/// <param name="Body">The body.</param>
public sealed partial record Answer(HttpStatusCode Status, string? Location, string Headers, string Body)
{
    /// <summary>The answer as a letter of the table; another character for what the table does not know.</summary>
    public char Letter => (int)Status switch
    {
        // Sent back with what is wrong with the form, or not even read, as when it is forged.
        400 => Body.Contains("This request couldn&#x27;t be read", StringComparison.Ordinal) ? 'B' : 'A',
        >= 200 and < 300 or 409 => 'A',
        401 => 'S',
        403 => 'R',
        404 or 410 => 'N',
        301 or 302 or 303 => Location!.Split('?')[0] switch
        {
            "/sign-in" when Location.Contains("returnUrl=", StringComparison.Ordinal) => 'S',
            "/account/change-password" => 'P',
            "/confirm-it-is-you" => 'F',
            _ => 'A',
        },
        _ => '?',
    };

    /// <summary>All of it, for looking for what must not be there.</summary>
    public string All => $"{Headers}\n{Body}";

    /// <summary>What is the same for the same page: without what is random, and without the ids asked for.</summary>
    public string Gist => Id().Replace(Random().Replace(Body, ""), "#");

    [GeneratedRegex("""value="CfDJ8[^"]*"|nonce="[^"]*"|reference [0-9a-zA-Z:|-]+""")]
    private static partial Regex Random();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")]
    private static partial Regex Id();
}

/// <summary>Asks the portal as somebody, with nothing kept between two requests.</summary>
public sealed class Asking(Crowd crowd) : IDisposable
{
    private readonly HttpClient _http = new(crowd.Portal.Server.CreateHandler()) { BaseAddress = crowd.Portal.Address };
    private int _count;

    /// <summary>How many requests were made.</summary>
    public int Count => _count;

    /// <summary>Sends what the endpoint takes: GET with the fields in the query, POST with them in a form and the kind's own token.</summary>
    public Task<Answer> AskAsync(Kind kind, string method, string address, IEnumerable<KeyValuePair<string, string>> fields)
    {
        if (method == "POST")
        {
            return SendAsync(kind, new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", kind.Token), .. fields]),
            });
        }

        var query = string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));
        return SendAsync(kind, new HttpRequestMessage(HttpMethod.Get, query == "" ? address : $"{address}{(address.Contains('?') ? '&' : '?')}{query}"));
    }

    /// <summary>Sends any request as this kind.</summary>
    public async Task<Answer> SendAsync(Kind kind, HttpRequestMessage request)
    {
        Interlocked.Increment(ref _count);
        request.Headers.Add("Cookie", kind.Cookies);
        request.Headers.Add("Accept-Language", "en");
        using var response = await _http.SendAsync(request);
        var location = response.Headers.Location is { } to ? new Uri(crowd.Portal.Address, to).PathAndQuery : null;
        return new Answer(response.StatusCode, location, $"{response.Headers}{response.Content.Headers}", await response.Content.ReadAsStringAsync());
    }

    /// <summary>Sends a request as it stands, with whatever is wrong in its address and body; an HTTP client would mend it.</summary>
    public async Task<Answer> SendRawAsync(Kind kind, string method, string address, string? body, string? type)
    {
        Interlocked.Increment(ref _count);
        var question = address.IndexOf('?');
        var context = await crowd.Portal.Server.SendAsync(http =>
        {
            var request = http.Request;
            (request.Method, request.Scheme, request.Host) = (method, crowd.Portal.Address.Scheme, new HostString(crowd.Portal.Address.Host));
            request.Path = Uri.UnescapeDataString(question < 0 ? address : address[..question]);
            request.QueryString = new QueryString(question < 0 ? "" : address[question..]);
            request.Headers.Cookie = kind.Cookies;
            request.Headers.AcceptLanguage = "en";
            if (body is not null)
            {
                var bytes = Encoding.UTF8.GetBytes(body);
                (request.Body, request.ContentLength, request.ContentType) = (new MemoryStream(bytes), bytes.Length, type);
            }
        });
        using var reader = new StreamReader(context.Response.Body, Encoding.UTF8);
        var headers = string.Join('\n', context.Response.Headers.Select(header => $"{header.Key}: {header.Value}"));
        var location = context.Response.Headers.Location.FirstOrDefault() is { } to ? new Uri(crowd.Portal.Address, to).PathAndQuery : null;
        return new Answer((HttpStatusCode)context.Response.StatusCode, location, headers, await reader.ReadToEndAsync());
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();
}
