namespace IndirectProvider.Mail;

/// <summary>Where people reach the portal; the links in mails begin with it.</summary>
/// <param name="PublicUrl">Absolute http or https address.</param>
public sealed record PortalAddress(string PublicUrl)
{
    /// <summary>An absolute address of a page.</summary>
    /// <param name="path">Path from the root, with its leading slash.</param>
    public string Link(string path) => PublicUrl.TrimEnd('/') + path;
}
