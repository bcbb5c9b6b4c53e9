using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EchoApp.Tests.Http;

/// <summary>A certificate authority that nobody knows, and a certificate of it for 127.0.0.1; both as PEM files.</summary>
internal sealed class TestAuthority
{
    public TestAuthority(TemporaryDirectory directory)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test Authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        var server = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        server.CertificateExtensions.Add(names.Build());
        using var certificate = server.Create(authority, DateTimeOffset.UtcNow.AddMinutes(-30), DateTimeOffset.UtcNow.AddHours(20), [1, 2, 3, 4]);
        AuthorityFile = directory.Write("authority.pem", authority.ExportCertificatePem());
        CertificateFile = directory.Write("server.pem", certificate.ExportCertificatePem());
        KeyFile = directory.Write("server.key", key.ExportPkcs8PrivateKeyPem());
    }

    public string AuthorityFile { get; }

    public string CertificateFile { get; }

    public string KeyFile { get; }

    /// <summary>What a registry needs to speak TLS with it.</summary>
    public (string Name, string Value)[] RegistrySettings => [("REGISTRY_HTTP_TLS_CERTIFICATE", CertificateFile), ("REGISTRY_HTTP_TLS_KEY", KeyFile)];
}
