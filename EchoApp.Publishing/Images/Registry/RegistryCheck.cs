using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Aspire.Hosting;

namespace EchoApp.Publishing.Images.Registry;

/// <summary>Finds out within a second what a push would find out after a minute: by beginning an upload, and giving it up.</summary>
internal sealed class RegistryCheck(RegistryConnector connector, RegistryCredentials credentials)
{
    /// <exception cref="DistributedApplicationException">The registry would not take the image; the message says why, and what to do.</exception>
    public async Task CheckAsync(RemoteImage image, CancellationToken cancellationToken)
    {
        using var connection = await connector.ConnectAsync(image.Registry, cancellationToken);
        var credential = await credentials.FindAsync(image.Registry, cancellationToken);
        try
        {
            await (credential is { IsIdentityToken: true } ? Task.CompletedTask : BeginAsync(connection, image, credential, cancellationToken));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new DistributedApplicationException($"The registry {image.Registry}, or where it sends to for a token, answers as none does. Something may stand before it.", exception);
        }
    }

    private static async Task BeginAsync(RegistryConnection connection, RemoteImage image, RegistryCredential? credential, CancellationToken cancellationToken)
    {
        var authorization = await AuthorizeAsync(connection, image, credential, cancellationToken);
        using var begun = await SendAsync(connection, HttpMethod.Post, new Uri($"v2/{image.Repository}/blobs/uploads/", UriKind.Relative), authorization, cancellationToken);
        if (begun.StatusCode != HttpStatusCode.Accepted)
        {
            throw await RefusalAsync(begun, image, credential, cancellationToken);
        }

        // Credentials are for the registry alone, wherever it sends; what was begun elsewhere is given up there by itself.
        if (begun.Headers.Location is { } upload && connection.Client.BaseAddress!.IsBaseOf(new Uri(connection.Client.BaseAddress, upload)))
        {
            using var _ = await SendAsync(connection, HttpMethod.Delete, upload, authorization, cancellationToken);
        }
    }

    private static async Task<AuthenticationHeaderValue?> AuthorizeAsync(RegistryConnection connection, RemoteImage image, RegistryCredential? credential, CancellationToken cancellationToken)
    {
        if (connection.Challenge.StatusCode != HttpStatusCode.Unauthorized)
        {
            return null;
        }

        if (RegistryChallenge.Bearer(connection.Challenge) is not { } bearer || RegistryChallenge.TokenAddress(bearer, image.Repository) is not { } address)
        {
            return credential?.Basic;
        }

        using var answer = await SendAsync(connection, HttpMethod.Get, address, credential?.Basic, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw await RefusalAsync(answer, image, credential, cancellationToken);
        }

        return new AuthenticationHeaderValue("Bearer", RegistryChallenge.Token(await answer.Content.ReadAsStringAsync(cancellationToken)));
    }

    private static async Task<HttpResponseMessage> SendAsync(RegistryConnection connection, HttpMethod method, Uri address, AuthenticationHeaderValue? authorization, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address) { Headers = { Authorization = authorization } };
        try
        {
            return await connection.Client.SendAsync(request, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new DistributedApplicationException($"The registry {connection.Name} has stopped answering: {exception.GetBaseException().Message}", exception);
        }
    }

    private static async Task<DistributedApplicationException> RefusalAsync(HttpResponseMessage answer, RemoteImage image, RegistryCredential? credential, CancellationToken cancellationToken)
    {
        var login = $"docker login {image.Registry}";
        var reason = Words(await answer.Content.ReadAsStringAsync(cancellationToken)) is { } words ? $" ({words})" : "";
        return new DistributedApplicationException((answer.StatusCode, credential) switch
        {
            (HttpStatusCode.Unauthorized, null) =>
                $"The registry {image.Registry} wants credentials, and there are none for it. Give them by `{login}`, or by DOTNET_CONTAINER_REGISTRY_UNAME and DOTNET_CONTAINER_REGISTRY_PWORD.",
            (HttpStatusCode.Unauthorized, { } given) =>
                $"The registry {image.Registry} refuses the credentials of '{given.User}', from {given.Source}. Renew them there, or by `{login}`.",
            (HttpStatusCode.Forbidden, _) =>
                $"The registry {image.Registry} does not let {(credential is null ? "anonymous callers" : $"'{credential.User}'")} push to {image.Repository}{reason}. Push as somebody who may (`{login}`), or to another repository.",
            (HttpStatusCode.MethodNotAllowed, _) =>
                $"The registry {image.Registry} is read-only and takes no images{reason}. Push once it can be written to again, or to another one.",
            _ => $"The registry {image.Registry} would not take {image.Repository}: it answers {(int)answer.StatusCode}{reason}.",
        });
    }

    // A registry's own (OCI distribution specification, "Error codes"); null where the answer holds none.
    private static string? Words(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var messages = json.RootElement.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("message").GetString()).OfType<string>().ToArray();
            return messages.Length == 0 ? null : string.Join("; ", messages);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
