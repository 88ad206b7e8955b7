using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using IndirectProvider.Testing;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IndirectProvider.IntegrationTests.Security;

/// <summary>The portal's keys in its database, encrypted by a certificate from settings.</summary>
public sealed class KeysTests
{
    private const string Purpose = "test";

    [Fact]
    public async Task Without_a_certificate_keys_are_stored_as_they_are()
    {
        await using var portal = new PortalFactory();
        _ = Seal(portal);

        Assert.All(await KeysAsync(portal), key => Assert.Contains("<value>", key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_a_certificate_keys_are_encrypted_and_only_its_holder_opens_what_they_sealed()
    {
        using var folder = new TemporaryFolder();
        var certificate = Settings("Keys:Certificate", "Keys:Password", Certificate(folder, "first.pfx"));
        await using var portal = new PortalFactory(new() { Settings = certificate });
        var secret = Seal(portal);

        Assert.All(await KeysAsync(portal), key => Assert.Contains("EncryptedData", key, StringComparison.Ordinal));
        Assert.All(await KeysAsync(portal), key => Assert.DoesNotContain("<masterKey", key, StringComparison.Ordinal));

        await using var sameCertificate = Again(portal, certificate);
        Assert.Equal("a secret", Open(sameCertificate, secret));

        await using var noCertificate = Again(portal, []);
        Assert.ThrowsAny<CryptographicException>(() => Open(noCertificate, secret));
    }

    [Fact]
    public async Task A_new_certificate_takes_over_while_the_former_is_named()
    {
        using var folder = new TemporaryFolder();
        var (former, present) = (Certificate(folder, "first.pfx"), Certificate(folder, "second.pfx"));
        await using var portal = new PortalFactory(new() { Settings = Settings("Keys:Certificate", "Keys:Password", former) });
        var secret = Seal(portal);

        await using var later = Again(
            portal, Settings("Keys:Certificate", "Keys:Password", present).Concat(Settings("Keys:FormerCertificate", "Keys:FormerPassword", former)));

        Assert.Equal("a secret", Open(later, secret));
    }

    private static byte[] Seal(PortalFactory portal) => portal.Services.GetRequiredService<Sealer>().Seal(Purpose, "a secret");

    private static string Open(PortalFactory portal, byte[] secret) => portal.Services.GetRequiredService<Sealer>().Open(Purpose, secret);

    private static async Task<List<string>> KeysAsync(PortalFactory portal)
    {
        var keys = await new GivenPortal(portal).ReadAsync(db => db.ProtectionKeys.Select(k => k.Xml).ToListAsync());
        Assert.NotEmpty(keys);
        return keys;
    }

    private static PortalFactory Again(PortalFactory portal, IEnumerable<KeyValuePair<string, string?>> settings) =>
        new(new() { Settings = portal.Database.Settings.Concat(settings).ToDictionary() });

    private static Dictionary<string, string?> Settings(string file, string password, (string File, string Password) certificate) =>
        new() { [file] = certificate.File, [password] = certificate.Password };

    private static (string File, string Password) Certificate(TemporaryFolder folder, string name)
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=portal keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        var password = Guid.NewGuid().ToString();
        File.WriteAllBytes(folder.Combine(name), certificate.Export(X509ContentType.Pfx, password));
        return (folder.Combine(name), password);
    }
}
