using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;

namespace IndirectProvider.Testing.Html;

/// <summary>
/// One person's browser without script: keeps cookies, parses every answer, follows no redirect by itself. Two clients
/// are two people, or one person in two browsers.
/// </summary>
public sealed class PortalClient : IDisposable
{
    private static readonly HtmlParser Parser = new();
    private readonly HttpClient _http;

    /// <summary>A client on top of a handler that reaches the portal.</summary>
    public PortalClient(HttpMessageHandler portal, Uri address, string language = "en")
    {
        Cookies = new CookieContainer();
        _http = new HttpClient(new CookieContainerHandler(Cookies) { InnerHandler = portal }) { BaseAddress = address };
        Speak(language);
    }

    /// <summary>The address all relative paths start from.</summary>
    public Uri Address => _http.BaseAddress!;

    /// <summary>The cookies this person holds.</summary>
    public CookieContainer Cookies { get; }

    /// <summary>Changes the Accept-Language the browser sends.</summary>
    public PortalClient Speak(string language)
    {
        _http.DefaultRequestHeaders.AcceptLanguage.Clear();
        _http.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        return this;
    }

    /// <summary>Asks for a page and hands it back whatever its status is.</summary>
    public Task<Page> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>Asks for a page that must be there.</summary>
    public async Task<Page> OpenAsync(string path) => (await GetAsync(path)).Expect(HttpStatusCode.OK);

    /// <summary>Sends any request and parses the answer.</summary>
    public async Task<Page> SendAsync(HttpRequestMessage request)
    {
        var response = await _http.SendAsync(request);
        var html = await response.Content.ReadAsStringAsync();
        return new Page(this, response, html, Parser.ParseDocument(html));
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();
}
