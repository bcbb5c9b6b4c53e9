using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.Hosting;

internal static class ServerSpanExtensions
{
    private const string ShowQueryKey = "OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION";
    private const string QueryTag = "url.query";

    /// <summary>
    /// The spans of ASP.NET Core, completed with route, status code, error and protocol. The query is left out, since callers put secrets there,
    /// unless the setting of the instrumentation asks for it, as Aspire does while developing: then it is what the service's
    /// <see cref="QueryRedactor"/> leaves of it.
    /// </summary>
    public static TracerProviderBuilder AddServerSpans(this TracerProviderBuilder tracing, IConfiguration configuration)
    {
        // By default ASP.NET Core leaves method, path and server to others, who take longer.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);

        // ASP.NET Core has read traceparent. Any other propagator has the instrumentation read it again and, where the two differ about a
        // malformed header, make a second span, which health requests cannot get rid of.
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());

        var showQuery = string.Equals(configuration[ShowQueryKey], "true", StringComparison.OrdinalIgnoreCase);
        return tracing.AddAspNetCoreInstrumentation(options =>
        {
            // Its redaction keeps names, and a query without names whole; without it the query is sent as it came.
            options.EnrichWithHttpRequest = (span, request) => span.SetTag(QueryTag, showQuery ? Shown(request) : null);
        });
    }

    private static string? Shown(HttpRequest request) =>
        request.QueryString.Value is { Length: > 1 } ? request.HttpContext.RequestServices.GetService<QueryRedactor>()?.Invoke(request) : null;
}
