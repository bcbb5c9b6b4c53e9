using EchoApp.Hosting.Dashboard.Telemetry.Filters;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;
using EchoApp.Hosting.Dashboard.Telemetry.Traces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

internal static class TracesApi
{
    public static IEndpointRouteBuilder MapTraces(this IEndpointRouteBuilder telemetry)
    {
        telemetry.MapGet("/traces", ListAsync);
        telemetry.MapGet("/traces/{traceId}", Get);
        telemetry.MapGet("/spans", ListSpansAsync);
        return telemetry;
    }

    private static Task<IResult> ListAsync(HttpContext context, TelemetryStore store) => new RecordList<TraceSnapshot, TraceSummaryView>(
        store.Traces.Traces,
        store.Traces.Newest,
        store.Traces.Counters,
        trace => Views.Of(trace, store.Senders),
        TelemetryJson.Default.TraceSummaryView,
        TelemetryJson.Default.PageViewTraceSummaryView)
    {
        Order = static traces => traces.OrderByDescending(trace => trace.Start),
    }.AnswerAsync(context, TraceFilter.Compile);

    private static Task<IResult> ListSpansAsync(HttpContext context, TelemetryStore store) => new RecordList<SpanEntry, SpanView>(
        store.Traces.Spans,
        store.Traces.Newest,
        store.Traces.Counters,
        entry => Views.Of(entry, store.Senders),
        TelemetryJson.Default.SpanView,
        TelemetryJson.Default.PageViewSpanView).AnswerAsync(context, SpanFilter.Compile);

    private static Results<JsonHttpResult<TraceView>, ProblemHttpResult> Get(string traceId, HttpContext context, TelemetryStore store)
    {
        var found = store.Traces.Find(traceId, 2);
        if (found.Count != 1)
        {
            return found.Count == 0
                ? TypedResults.Problem(
                    $"There is no trace whose id begins with '{traceId}': it has not come yet, or is no longer kept.", statusCode: StatusCodes.Status404NotFound)
                : TypedResults.Problem(
                    $"More than one trace has an id that begins with '{traceId}'. Give more digits of it.", statusCode: StatusCodes.Status400BadRequest);
        }

        var trace = found[0];
        var logs = RingQuery.Newest(
            store.Logs.Ring,
            entry => string.Equals(entry.Record.TraceId, trace.TraceId, StringComparison.OrdinalIgnoreCase),
            long.MaxValue,
            RingQuery.All,
            context.RequestAborted);
        return TypedResults.Json(Views.Of(trace, logs.Items.Count, store.Senders), TelemetryJson.Default.TraceView);
    }
}
