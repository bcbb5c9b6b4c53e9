using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Aspire.Hosting;
using EchoApp.Hosting.Dashboard;
using EchoApp.Hosting.Dashboard.Listening;
using EchoApp.Hosting.Dashboard.Resources;

namespace EchoApp.Hosting.Remote;

/// <summary>Asks an AppHost that runs, as the pages of its dashboard do.</summary>
internal sealed class AppHostConnection : IDisposable
{
    private readonly RunningAppHost _appHost;
    private readonly TimeProvider _timeProvider;
    private readonly HttpClient _client;

    public AppHostConnection(RunningAppHost appHost, TimeProvider timeProvider)
    {
        (_appHost, _timeProvider) = (appHost, timeProvider);
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) => errors == SslPolicyErrors.None
            || (appHost.Url.IsLoopback && certificate is X509Certificate2 shown && DeveloperCertificate.IsOfThisMachine(shown));

        // A stop takes the time it takes.
        _client = new HttpClient(handler) { BaseAddress = appHost.Url, Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.Authorization = appHost.Token is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;
    }

    public async Task<IReadOnlyList<ResourceView>> ResourcesAsync(CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, "/api/resources", cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var answer = await JsonSerializer.DeserializeAsync(body, DashboardJson.Default.ResourcesAnswer, cancellationToken);
        return answer?.Resources ?? throw Refused("it answers nothing");
    }

    /// <exception cref="DistributedApplicationException">The command was refused, or has failed.</exception>
    public async Task CommandAsync(string id, string command, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Post, $"/api/resources/{Uri.EscapeDataString(id)}/commands/{Uri.EscapeDataString(command)}", cancellationToken);
    }

    /// <summary>The lines kept, then those to come if they are to be followed.</summary>
    /// <param name="resources">Instances; empty for all.</param>
    /// <param name="tail">How many of the kept ones; null for all.</param>
    /// <param name="follows">Whether to go on until the AppHost ends.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<ConsoleRecord> LinesAsync(
        IReadOnlyList<string> resources, int? tail, bool follows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] query =
        [
            .. resources.Select(id => $"resource={Uri.EscapeDataString(id)}"),
            .. tail is { } count ? [string.Create(CultureInfo.InvariantCulture, $"tail={count}")] : Array.Empty<string>(),
            $"follow={(follows ? "true" : "false")}",
        ];
        using var response = await SendAsync(HttpMethod.Get, $"/api/console?{string.Join('&', query)}", cancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0 && JsonSerializer.Deserialize(line, RemoteJson.Default.ConsoleRecord) is { } record)
            {
                yield return record;
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        var response = await SendOnceAsync(method, path, cancellationToken);
        if (response is { StatusCode: HttpStatusCode.TooManyRequests, Headers.RetryAfter.Delta: { } delay })
        {
            // Somebody else has shown it wrong tokens.
            response.Dispose();
            await Task.Delay(delay, _timeProvider, cancellationToken);
            response = await SendOnceAsync(method, path, cancellationToken);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw response.StatusCode == HttpStatusCode.Unauthorized ? Refused("it does not take the token of its own file; start it again")
                : await DetailAsync(response, cancellationToken) is { } detail ? new DistributedApplicationException(detail)
                : Refused(string.Create(CultureInfo.InvariantCulture, $"status {(int)response.StatusCode}"));
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpMethod method, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private DistributedApplicationException Refused(string reason) => new($"The AppHost (process {_appHost.Pid}) at {_appHost.Url} does not do what it is asked: {reason}.");

    private static async Task<string?> DetailAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return JsonSerializer.Deserialize(await response.Content.ReadAsStringAsync(cancellationToken), RemoteJson.Default.ProblemDetail)?.Detail;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
