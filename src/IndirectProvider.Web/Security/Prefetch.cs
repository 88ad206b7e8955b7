namespace IndirectProvider.Web.Security;

/// <summary>Tells a reader's visit from a browser that fetches ahead.</summary>
public static class Prefetch
{
    /// <summary>Whether the browser fetches the page without anybody looking at it.</summary>
    public static bool IsPrefetch(this HttpRequest request) =>
        Array.Exists(["Sec-Purpose", "Purpose", "X-Moz"], header =>
            request.Headers[header].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase)
            || request.Headers[header].ToString().Contains("prerender", StringComparison.OrdinalIgnoreCase));
}
