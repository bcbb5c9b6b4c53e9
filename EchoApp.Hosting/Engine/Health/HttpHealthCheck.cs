using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Endpoints;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EchoApp.Hosting.Engine.Health;

/// <summary>
/// Asks an endpoint by GET, and takes one status code for healthy. While an instance is monitored, its own endpoints are asked at the ports
/// that this instance listens on: a proxy would ask any of its replicas.
/// </summary>
internal sealed class HttpHealthCheck(EndpointReference endpoint, string path, int expectedStatusCode) : IHealthCheck
{
    /// <summary>The instance whose health is wanted; the checks themselves are registered, and made, once for all instances.</summary>
    public static readonly AsyncLocal<ResourceInstance?> Instance = new();

    // One client for all checks. Redirects are an answer like any other: following them would ask somebody else.
    private static readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    // What has just been started listens in a moment, and the monitor would come again only after a second.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(25);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var url = new Uri(Basis(), path);
        try
        {
            using var answer = await GetAsync(url, cancellationToken);
            var status = (int)answer.StatusCode;
            return status == expectedStatusCode ? HealthCheckResult.Healthy() : new HealthCheckResult(
                context.Registration.FailureStatus,
                string.Create(CultureInfo.InvariantCulture, $"{url} answers {status}, not {expectedStatusCode}."));
        }
        catch (HttpRequestException exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"{url} does not answer: {exception.Message}");
        }
        catch (TaskCanceledException exception) when (exception.InnerException is TimeoutException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"{url} does not answer within {_client.Timeout.TotalSeconds} s.");
        }
    }

    private static async Task<HttpResponseMessage> GetAsync(Uri url, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await _client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            }
            catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConnectionError && Stopwatch.GetElapsedTime(started) < _patience)
            {
                await Task.Delay(_interval, cancellationToken);
            }
        }
    }

    private Uri Basis() => Instance.Value is { } instance && instance.Resource == endpoint.Resource && ResourceProxies.IsProxied(instance.Resource, endpoint.EndpointAnnotation)
        ? new UriBuilder(endpoint.Url) { Port = instance.TargetPorts[endpoint.EndpointName] }.Uri
        : new Uri(endpoint.Url);
}
