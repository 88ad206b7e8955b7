using System.Net;

namespace IndirectProvider.Benchmarks.Load;

/// <summary>One request as a browser sends it, ready to be sent again and again.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Cookie">The Cookie header; null for none.</param>
/// <param name="Body">A form's fields, encoded; null for a GET.</param>
internal sealed record Shot(HttpMethod Method, string Path, string? Cookie, byte[]? Body)
{
    /// <summary>What a browser would send.</summary>
    public static async Task<Shot> OfAsync(HttpRequestMessage request, CookieContainer cookies, Uri address)
    {
        var target = request.RequestUri!.IsAbsoluteUri ? request.RequestUri : new Uri(address, request.RequestUri);
        var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync();
        return new Shot(request.Method, target.PathAndQuery, cookies.GetCookieHeader(address), body);
    }
}

/// <summary>Something people do, and how it is asked for.</summary>
/// <param name="Name">As printed.</param>
/// <param name="Shots">The requests; those of a scenario that uses them up are sent once each.</param>
/// <param name="UsedUp">Whether a request works only once.</param>
/// <param name="Expected">The status of the answer.</param>
internal sealed record Scenario(string Name, IReadOnlyList<Shot> Shots, bool UsedUp, HttpStatusCode Expected);
