namespace IndirectProvider.Web.Security;

/// <summary>Tells a reader's visit from a request nobody looks at the answer of.</summary>
public static class Visits
{
    /// <summary>Whether a person will see the page: not for a mere HEAD, nor for a browser that fetches ahead.</summary>
    public static bool IsVisit(this HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && !Array.Exists(["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"], header => IsAhead(request.Headers[header].ToString()));

    private static bool IsAhead(string purpose) =>
        Array.Exists(["prefetch", "prerender", "preview"], word => purpose.Contains(word, StringComparison.OrdinalIgnoreCase));
}
