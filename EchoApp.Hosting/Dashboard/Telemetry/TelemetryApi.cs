using EchoApp.Hosting.Dashboard.Telemetry.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace EchoApp.Hosting.Dashboard.Telemetry;

internal static class TelemetryApi
{
    /// <summary>Maps <c>telemetry/…</c> into the group <c>/api</c>.</summary>
    public static IEndpointRouteBuilder MapTelemetryApi(this IEndpointRouteBuilder api)
    {
        var telemetry = api.MapGroup("/telemetry");
        telemetry.AddEndpointFilter(BadQueries.AnswerAsync);
        telemetry.MapGet("", Status);
        telemetry.MapLogs().MapTraces().MapMetrics();
        return api;
    }

    private static JsonHttpResult<TelemetryStatus> Status(TelemetryStore store) => TypedResults.Json(store.Status(), TelemetryJson.Default.TelemetryStatus);
}
