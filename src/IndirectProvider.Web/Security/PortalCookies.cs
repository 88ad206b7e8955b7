using IndirectProvider.Web.Hosting;

namespace IndirectProvider.Web.Security;

/// <summary>Keeps the portal's cookies to the portal: for HTTPS and this host only where people reach it by https.</summary>
public sealed class PortalCookies(PortalSettings portal)
{
    /// <summary>Whether cookies travel over HTTPS only.</summary>
    public bool AreSecure => portal.PublicUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>The cookie's name; its prefix makes browsers refuse it from other hosts and over plain HTTP.</summary>
    public string Name(string name) => AreSecure ? $"__Host-{name}" : name;

    /// <summary>Names and protects a cookie of the framework.</summary>
    public void Protect(CookieBuilder cookie, string name)
    {
        cookie.Name = Name(name);
        cookie.SecurePolicy = AreSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
    }
}
