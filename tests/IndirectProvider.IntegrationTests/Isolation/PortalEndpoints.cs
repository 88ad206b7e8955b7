using IndirectProvider.Testing.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.IntegrationTests.Isolation;

/// <summary>Something that can be asked of the portal.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Route">The route, as the code has it.</param>
/// <param name="Handler">The page's named handler; empty for the others.</param>
/// <param name="Parameters">The names of the route's parameters.</param>
public sealed record PortalEndpoint(string Method, string Route, string Handler, IReadOnlyList<string> Parameters)
{
    /// <summary>How the table names it; the page of a folder has a second address, which behaves like the first.</summary>
    public string Key => $"{Method} /{(Route == "index" ? "" : Route.EndsWith("/index", StringComparison.Ordinal) ? Route[..^"/index".Length] : Route)}{Query}";

    /// <summary>What chooses the handler.</summary>
    public string Query => Handler == "" ? "" : $"?handler={Handler}";

    /// <summary>Its address with these values.</summary>
    public string Address(Func<string, string> valueOf) =>
        $"/{string.Join('/', Route.Split('/').Select(part => part.StartsWith('{') ? valueOf(part.Trim('{', '}').Split(':')[0]) : part))}{Query}";
}

/// <summary>All endpoints of the running portal: each page with each of its handlers, and what is no page.</summary>
public static class PortalEndpoints
{
    /// <summary>
    /// Lists them. Files of the portal itself (styles, scripts) and the route that finds those made after the build are left out: they
    /// are the same for everybody, and EndpointTests sees to it that nothing else is among them.
    /// </summary>
    public static async Task<IReadOnlyList<PortalEndpoint>> ListAsync(PortalFactory portal)
    {
        var loader = portal.Services.GetRequiredService<PageLoader>();
        var found = new List<PortalEndpoint>();
        foreach (var endpoint in portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                     .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && endpoint.RoutePattern.RawText != "{**path:file}"))
        {
            var (route, parameters) = (endpoint.RoutePattern.RawText!.TrimStart('/'), endpoint.RoutePattern.Parameters.Select(p => p.Name).ToList());
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page)
            {
                var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"];
                found.AddRange(methods.Where(method => method != "HEAD").Select(method => new PortalEndpoint(method, route, "", parameters)));
                continue;
            }

            // A page without a handler for GET is shown all the same.
            var handlers = (await loader.LoadAsync(page, endpoint.Metadata)).HandlerMethods.Select(h => (Method: h.HttpMethod.ToUpperInvariant(), Name: h.Name ?? ""));
            found.AddRange(handlers.Append(("GET", "")).Distinct().Select(h => new PortalEndpoint(h.Item1, route, h.Item2, parameters)));
        }

        return [.. found.Distinct().OrderBy(e => e.Route, StringComparer.Ordinal).ThenBy(e => e.Key, StringComparer.Ordinal)];
    }
}
