namespace IndirectProvider;

/// <summary>Public web addresses as people type them.</summary>
public static class WebAddress
{
    /// <summary>Longest address taken.</summary>
    public const int MaxLength = 300;

    /// <summary>The address in full, https unless typed otherwise; null when it is none or nothing was typed.</summary>
    public static string? Parse(string? typed)
    {
        var text = TypedText.Clean(typed);
        if (text is null)
        {
            return null;
        }

        var address = text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}";
        return Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url!.Host.Contains('.') && url.UserInfo == ""
            && url.AbsoluteUri.Length <= MaxLength
            ? url.AbsoluteUri
            : null;
    }
}
