using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EchoApp.Hosting.Remote;
using Xunit;

namespace EchoApp.Tests.Hosting.Remote;

public sealed class AppHostConnectionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CertificateThatIsMadeLikeADeveloperCertificate_IsNotTrusted()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var certificate = MadeLikeOne();
        var server = ServeAsync(listener, certificate);
        var url = new Uri($"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");
        using var connection = new AppHostConnection(new RunningAppHost(1, DateTime.UtcNow, "", url, "token"), TimeProvider.System);

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => connection.ResourcesAsync(Cancellation).WaitAsync(Eventually.Deadline, Cancellation));

        Assert.Equal(HttpRequestError.SecureConnectionError, exception.HttpRequestError);
        await server.WaitAsync(Eventually.Deadline, Cancellation);
    }

    private static X509Certificate2 MadeLikeOne()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509Extension("1.3.6.1.4.1.311.84.1.1", [2], critical: false));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
    }

    private static async Task ServeAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using var client = await listener.AcceptTcpClientAsync(Cancellation);
        await using var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, Cancellation);
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            // The client has refused it.
        }
    }
}
