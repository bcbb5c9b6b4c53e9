using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Trace;

namespace Microsoft.Extensions.Hosting;

internal static class ServerSpanExtensions
{
    private const string ShowQueryKey = "OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION";

    /// <summary>
    /// The spans of ASP.NET Core, completed with route, status code, error and protocol. The query is left out, since callers put secrets there,
    /// unless the setting of the instrumentation asks for it, as Aspire does while developing.
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
            // Its redaction keeps names, and a query without names whole.
            options.EnrichWithHttpRequest = showQuery ? null : (span, _) => span.SetTag("url.query", null);
        });
    }
}
