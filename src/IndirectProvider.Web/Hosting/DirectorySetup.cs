using System.Xml.Linq;
using IndirectProvider.Mail;
using IndirectProvider.Organisations;
using IndirectProvider.Web.Pages.FindAProvider;
using Microsoft.AspNetCore.Localization;

namespace IndirectProvider.Web.Hosting;

/// <summary>
/// The public directory is the same for everybody and may be kept by any cache: it knows no cookies, so neither who asks
/// nor how that person likes pages shown. Its language is in the address or is the browser's.
/// </summary>
public static class DirectorySetup
{
    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>The language in the address of a page of the directory.</summary>
    public static IRequestCultureProvider Language { get; } = new CustomRequestCultureProvider(http =>
        Task.FromResult(PublicHead.LanguageOf(http.Request) is { } language && IsDirectory(http) ? new ProviderCultureResult(language) : null));

    /// <summary>Keeps cookies from the directory; runs before anything reads one.</summary>
    public static void UseDirectory(this WebApplication app) => app.Use((http, next) =>
    {
        if (IsDirectory(http))
        {
            http.Request.Headers.Remove("Cookie");
        }

        return next(http);
    });

    /// <summary>What search engines ask for.</summary>
    public static void MapDirectory(this WebApplication app)
    {
        app.MapGet("/robots.txt", (HttpContext http, PortalAddress address) =>
        {
            KeepForAWhile(http);
            return $"User-agent: *\nAllow: {PublicHead.Directory}\nAllow: /dist/\nAllow: /favicon.svg\nDisallow: /\n\nSitemap: {address.Link("/sitemap.xml")}\n";
        }).AllowAnonymous();
        app.MapGet("/sitemap.xml", async (HttpContext http, PortalAddress address, ReadDirectory directory, CancellationToken cancel) =>
        {
            KeepForAWhile(http);
            var heads = (await directory.ListAsync(cancel)).Select(PublicHead.PathOf).Prepend(PublicHead.Directory);
            var document = new XDocument(new XElement(
                Sitemap + "urlset",
                new XAttribute(XNamespace.Xmlns + "xhtml", Xhtml),
                heads.SelectMany(path => WebSetup.Languages.Select(language => Page(address, path, language)))));
            return Results.Text($"{new XDeclaration("1.0", "utf-8", null)}\n{document}", "application/xml");
        }).AllowAnonymous();
    }

    private static XElement Page(PortalAddress address, string path, string language) => new(
        Sitemap + "url",
        new XElement(Sitemap + "loc", address.Link(PublicHead.In(path, language))),
        WebSetup.Languages.Select(other => new XElement(
            Xhtml + "link",
            new XAttribute("rel", "alternate"),
            new XAttribute("hreflang", other),
            new XAttribute("href", address.Link(PublicHead.In(path, other))))));

    private static bool IsDirectory(HttpContext http) => http.Request.Path.StartsWithSegments(PublicHead.Directory);

    private static void KeepForAWhile(HttpContext http) => http.Response.Headers.CacheControl = PublicPageAttribute.ForAWhile;
}
