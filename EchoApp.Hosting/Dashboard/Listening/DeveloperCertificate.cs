using System.Security.Cryptography.X509Certificates;

namespace EchoApp.Hosting.Dashboard.Listening;

/// <summary>The certificate for localhost that <c>dotnet dev-certs https</c> makes.</summary>
internal static class DeveloperCertificate
{
    // The extension by which ASP.NET Core knows its own: CertificateManager.AspNetHttpsOid.
    private const string Extension = "1.3.6.1.4.1.311.84.1.1";

    /// <summary>The newest that is valid and has its key; null if there is none.</summary>
    public static X509Certificate2? Find(DateTimeOffset now)
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadOnly);
        return store.Certificates
            .Where(IsOne)
            .Where(certificate => certificate.NotBefore <= now.LocalDateTime && now.LocalDateTime <= certificate.NotAfter)
            .MaxBy(certificate => certificate.NotAfter);
    }

    /// <summary>Whether it is one of this user's own, rather than one that is only made like it.</summary>
    public static bool IsOfThisMachine(X509Certificate2 shown)
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadOnly);
        return store.Certificates.Any(certificate => IsOne(certificate) && certificate.RawDataMemory.Span.SequenceEqual(shown.RawDataMemory.Span));
    }

    private static bool IsOne(X509Certificate2 certificate) =>
        certificate.HasPrivateKey && certificate.Extensions.Any(extension => extension.Oid?.Value == Extension);
}
