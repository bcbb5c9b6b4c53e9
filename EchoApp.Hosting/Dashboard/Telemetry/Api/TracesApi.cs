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

    private static async Task<IResult> ListAsync(HttpContext context, TelemetryStore store)
    {
        var query = RecordQuery.Read(context.Request.Query);
        var (traces, matches) = (store.Traces, TraceFilter.Compile(query.Filter));
        if (query.IsFollowing)
        {
            await new Following<TraceSnapshot>(traces.Traces, traces.Newest, matches)
                .WriteAsync(context, query, trace => Views.Of(trace, store.Senders), TelemetryJson.Default.TraceSummaryView);
            return TypedResults.Empty;
        }

        var page = query.Find(traces.Traces, matches, context.RequestAborted);
        var items = page.Items.OrderByDescending(trace => trace.Start).Select(trace => Views.Of(trace, store.Senders));
        return TypedResults.Json(
            new PageView<TraceSummaryView>([.. items], page.Cursor, page.HasMore, traces.Traces.Count, traces.Counters.Dropped),
            TelemetryJson.Default.PageViewTraceSummaryView);
    }

    private static async Task<IResult> ListSpansAsync(HttpContext context, TelemetryStore store)
    {
        var query = RecordQuery.Read(context.Request.Query);
        var (traces, matches) = (store.Traces, SpanFilter.Compile(query.Filter));
        if (query.IsFollowing)
        {
            await new Following<SpanEntry>(traces.Spans, traces.Newest, matches)
                .WriteAsync(context, query, entry => Views.Of(entry, store.Senders), TelemetryJson.Default.SpanView);
            return TypedResults.Empty;
        }

        var page = query.Find(traces.Spans, matches, context.RequestAborted);
        return TypedResults.Json(
            new PageView<SpanView>([.. page.Items.Select(entry => Views.Of(entry, store.Senders))], page.Cursor, page.HasMore, traces.Spans.Count, traces.Counters.Dropped),
            TelemetryJson.Default.PageViewSpanView);
    }

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
