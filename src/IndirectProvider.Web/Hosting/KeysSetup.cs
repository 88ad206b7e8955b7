using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using IndirectProvider.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IndirectProvider.Web.Hosting;

/// <summary>The keys that sign cookies and seal secrets: in the database, so that all nodes share them, and there encrypted by a certificate when one is given.</summary>
public static class KeysSetup
{
    /// <summary>Registers them.</summary>
    /// <exception cref="SettingsException">A certificate can't be read, or lacks its private key.</exception>
    public static void AddPortalKeys(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection("Keys").Get<KeySettings>() ?? new KeySettings();
        builder.Services.AddSingleton(settings);
        var keys = builder.Services.AddDataProtection().SetApplicationName("IndirectProvider");
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeysInDatabase>();
        if (settings.Certificate == "")
        {
            return;
        }

        keys.ProtectKeysWithCertificate(Load("Keys__Certificate", settings.Certificate, settings.Password));
        if (settings.FormerCertificate != "")
        {
            keys.UnprotectKeysWithAnyCertificate(Load("Keys__FormerCertificate", settings.FormerCertificate, settings.FormerPassword));
        }
    }

    private static X509Certificate2 Load(string key, string file, string password)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
            return certificate.GetRSAPrivateKey() is not null
                ? certificate
                : throw new SettingsException($"{key} must hold an RSA certificate with its private key.");
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{key} must name a PKCS #12 file (.pfx) that can be read with its password: {failure.Message}");
        }
    }

    private sealed class KeysInDatabase(IServiceScopeFactory scopes, TimeProvider clock) : IConfigureOptions<KeyManagementOptions>
    {
        public void Configure(KeyManagementOptions options) => options.XmlRepository = new KeyRepository(scopes, clock);
    }

    /// <summary>The framework asks for keys synchronously and rarely.</summary>
    private sealed class KeyRepository(IServiceScopeFactory scopes, TimeProvider clock) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements()
        {
            using var scope = scopes.CreateScope();
            var db = scope.ServiceProvider.GetRequiredService<PortalDb>().Open();
            return [.. db.ProtectionKeys.AsNoTracking().Select(k => k.Xml).ToList().Select(XElement.Parse)];
        }

        public void StoreElement(XElement element, string friendlyName)
        {
            using var scope = scopes.CreateScope();
            var db = scope.ServiceProvider.GetRequiredService<PortalDb>().Open();
            db.ProtectionKeys.Add(ProtectionKey.Of(friendlyName, element.ToString(SaveOptions.DisableFormatting), clock.GetUtcNow()));
            db.SaveChangesAsync().GetAwaiter().GetResult();
        }
    }
}
