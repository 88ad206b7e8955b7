using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IndirectProvider.Testing;

/// <summary>A certificate for localhost, signed by itself and made for one test.</summary>
/// <param name="CertificateFile">PEM file of the certificate.</param>
/// <param name="KeyFile">PEM file of its key.</param>
/// <param name="Thumbprint">Its SHA-1 thumbprint, as .NET names certificates.</param>
/// <param name="Fingerprint">Its SHA-256 fingerprint, as <c>Mail__Smtp__CertificateFingerprint</c> takes it.</param>
public sealed record TestCertificate(string CertificateFile, string KeyFile, string Thumbprint, string Fingerprint)
{
    internal static TestCertificate Create(TemporaryFolder folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));

        var made = new TestCertificate(folder.Combine("certificate.pem"), folder.Combine("key.pem"), certificate.Thumbprint, certificate.GetCertHashString(HashAlgorithmName.SHA256));
        File.WriteAllText(made.CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(made.KeyFile, key.ExportPkcs8PrivateKeyPem());
        return made;
    }
}
