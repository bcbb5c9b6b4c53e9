using System.Globalization;
using EchoApp.Hosting.Dashboard.Telemetry.Filters;
using EchoApp.Hosting.Dashboard.Telemetry.Logs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

internal static class LogsApi
{
    public static IEndpointRouteBuilder MapLogs(this IEndpointRouteBuilder telemetry)
    {
        telemetry.MapGet("/logs", ListAsync);
        telemetry.MapGet("/logs/{number}", Get);
        return telemetry;
    }

    private static Task<IResult> ListAsync(HttpContext context, TelemetryStore store) => new RecordList<LogEntry, LogView>(
        store.Logs.Ring,
        store.Logs.Newest,
        store.Logs.Counters,
        entry => Views.Of(entry, store.Senders),
        TelemetryJson.Default.LogView,
        TelemetryJson.Default.PageViewLogView).AnswerAsync(context, LogFilter.Compile);

    private static Results<JsonHttpResult<LogView>, ProblemHttpResult> Get(string number, TelemetryStore store)
    {
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seq))
        {
            throw new BadQueryException($"A log record has a number, its seq, not '{number}'.");
        }

        if (store.Logs.Ring.Find(seq) is { } entry)
        {
            return TypedResults.Json(Views.Of(entry, store.Senders), TelemetryJson.Default.LogView);
        }

        var newest = store.Logs.Newest.Value;
        var detail = seq >= 1 && seq <= newest ? $"Log record {seq} is no longer kept."
            : newest == 0 ? $"There is no log record {seq}; none has come yet."
            : $"There is no log record {seq}; the newest is {newest}.";
        return TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);
    }
}
