using System.Net;
using System.Net.Security;
using Aspire.Hosting;

namespace EchoApp.Publishing.Images.Registry;

/// <summary>Finds out whether a registry answers, and how it wants to be spoken to (OCI distribution specification, "Determining support").</summary>
internal sealed class RegistryConnector(InsecureRegistries insecure)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <exception cref="DistributedApplicationException">It does not answer, is not trusted, or is none.</exception>
    public async Task<RegistryConnection> ConnectAsync(string registry, CancellationToken cancellationToken)
    {
        var refused = SslPolicyErrors.None;
        var isOptedIn = insecure.IsOptedIn(registry);
        var client = Client(registry, Uri.UriSchemeHttps, errors =>
        {
            refused = errors;
            return isOptedIn;
        });
        try
        {
            return Accept(registry, client, await AskAsync(client, cancellationToken), refused != SslPolicyErrors.None);
        }
        catch (HttpRequestException exception)
        {
            client.Dispose();
            return refused != SslPolicyErrors.None ? throw Untrusted(registry, exception) : await ConnectPlainAsync(registry, exception, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            client.Dispose();
            throw new DistributedApplicationException($"The registry {registry} does not answer within {_patience.TotalSeconds} s. Is it the right one, and is the network there?");
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private async Task<RegistryConnection> ConnectPlainAsync(string registry, HttpRequestException refusal, CancellationToken cancellationToken)
    {
        var client = Client(registry, Uri.UriSchemeHttp, _ => false);
        try
        {
            var answer = await AskAsync(client, cancellationToken);
            return insecure.Allows(registry) ? Accept(registry, client, answer, isInsecure: true) : throw new DistributedApplicationException(
                $"The registry {registry} speaks plain HTTP, where everybody on the way can read and change what is sent. Only registries on this machine may, unless you say so: {InsecureRegistries.Variable}={registry}");
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            client.Dispose();
            throw new DistributedApplicationException($"The registry {registry} cannot be reached: {(exception is HttpRequestException ? Innermost(refusal) : $"no answer within {_patience.TotalSeconds} s")}. Is it the right one, and does it run?", refusal);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static RegistryConnection Accept(string registry, HttpClient client, HttpResponseMessage answer, bool isInsecure) =>
        answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Unauthorized ? new RegistryConnection(registry, client, isInsecure, answer) : throw new DistributedApplicationException(
            $"{registry} answers {(int)answer.StatusCode} to GET {client.BaseAddress}v2/ and so is no registry, or something stands before it. Check the registry's endpoint.");

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, CancellationToken cancellationToken) => client.GetAsync(new Uri("v2/", UriKind.Relative), cancellationToken);

    private static HttpClient Client(string registry, string scheme, Func<SslPolicyErrors, bool> accepts)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = true };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, errors) => errors == SslPolicyErrors.None || accepts(errors);

        // Docker Hub answers elsewhere than images say.
        var host = registry == "docker.io" ? "registry-1.docker.io" : registry;
        return new HttpClient(handler) { BaseAddress = new Uri($"{scheme}://{host}/"), Timeout = _patience };
    }

    private static DistributedApplicationException Untrusted(string registry, HttpRequestException exception) => new(
        $"The certificate of the registry {registry} is not trusted here: {Innermost(exception)}. Have its authority trusted by the system, or by this command alone: "
        + "SSL_CERT_FILE=FILE, or SSL_CERT_DIR=DIRECTORY.", exception);

    private static string Innermost(Exception exception) => exception.GetBaseException().Message.TrimEnd('.');
}
