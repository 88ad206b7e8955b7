using System.Collections.Frozen;

namespace IndirectProvider.Organisations;

/// <summary>Domains where anybody gets an address, so that an address there says nothing about a company.</summary>
public static class WebmailDomains
{
    private static readonly Lazy<FrozenSet<string>> Known = new(() => EmbeddedData.Lines("webmail-domains.data.txt"));

    /// <summary>Whether it is one; case does not matter.</summary>
    public static bool Contains(string domain) => Known.Value.Contains(domain.Trim());
}
