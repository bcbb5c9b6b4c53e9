using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EchoApp.Hosting.Engine.Health;

/// <summary>Asks an endpoint by GET, and takes one status code for healthy.</summary>
internal sealed class HttpHealthCheck(EndpointReference endpoint, string path, int expectedStatusCode) : IHealthCheck
{
    // One client for all checks. Redirects are an answer like any other: following them would ask somebody else.
    private static readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var url = new Uri(new Uri(endpoint.Url), path);
        try
        {
            using var answer = await _client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
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
}
