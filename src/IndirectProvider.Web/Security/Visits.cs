namespace IndirectProvider.Web.Security;

/// <summary>Tells a reader's visit from a request nobody looks at the answer of.</summary>
public static class Visits
{
    /// <summary>Whether a person will see the page: not for a mere HEAD, nor for a browser that fetches ahead.</summary>
    public static bool IsVisit(this HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && !Array.Exists(["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"], header => IsAhead(request.Headers[header].ToString()));

    /// <summary>Whether a page of the portal, or the reader by hand, asked for it; another site did not. Old browsers don't tell.</summary>
    public static bool IsFromHere(this HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "" or "none" or "same-origin";

    private static bool IsAhead(string purpose) =>
        Array.Exists(["prefetch", "prerender", "preview"], word => purpose.Contains(word, StringComparison.OrdinalIgnoreCase));
}
