using IndirectProvider.Data;
using IndirectProvider.Organisations;

namespace IndirectProvider.Web.Demo;

/// <summary>The demo providers' entries in the public directory, and what they asked the operator to change there.</summary>
internal sealed class DemoEntries(PortalDbContext db, DateTimeOffset now)
{
    /// <summary>Both providers with text, PartnerID and logo; a request that was refused and one that waits.</summary>
    public void Add(DemoTenant nordlicht, DemoTenant harbour)
    {
        List(
            nordlicht,
            "Nordlicht beliefert Systemhäuser in Deutschland, Österreich und der Schweiz mit Cloud-Abonnements: mit festen Ansprechpartnern, Schulungen und Support auf Deutsch, Englisch und Polnisch.",
            "4700210",
            "nordlicht.png");
        List(
            harbour,
            "Harbour Cloud works with independent IT companies across the United Kingdom. We look after ordering, billing and second-line support, so that you can look after your customers.",
            "5200845",
            "harbour.png");
        Ask(nordlicht, present => present with { DisplayName = "Nordlicht – die Nummer 1" }, null, 60)
            .End(ProfileRequestState.Refused, "Ein Anzeigename darf kein Werbespruch sein. Schreiben Sie das gern in den Text über Ihr Unternehmen.", DemoPeople.OperatorActor, now.AddDays(-59));
        Ask(harbour, present => present with { Website = "https://partners.harbour.example/" }, "Our pages for partners have moved.", 2);
    }

    private void List(DemoTenant tenant, string about, string partnerId, string logo)
    {
        var provider = tenant.Provider;
        provider.ChangeProfile(PublicProfile.Of(provider) with { About = about, IsListed = true });
        provider.ChangeSupport(provider.SupportEmail, provider.SupportPhone, partnerId);
        db.ProviderLogos.Add(ProviderLogo.Of(provider.Id, LogoImage.Read(Picture(logo)).Value!, now.AddDays(-600)));
    }

    private ProfileRequest Ask(DemoTenant tenant, Func<PublicProfile, PublicProfile> wanted, string? note, int daysAgo)
    {
        var present = PublicProfile.Of(tenant.Provider);
        var request = ProfileRequest.Of(tenant.Provider.Id, 0, present, wanted(present), null, note, tenant.Actor(0), now.AddDays(-daysAgo));
        db.ProfileRequests.Add(request);
        return request;
    }

    private static byte[] Picture(string file)
    {
        using var stream = typeof(DemoEntries).Assembly.GetManifestResourceStream($"{typeof(DemoEntries).Namespace}.{file}")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
