using EchoApp.Hosting.Dashboard.ConsoleLogs;
using EchoApp.Hosting.Dashboard.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EchoApp.Hosting.Dashboard.Streaming;

/// <summary>The one stream from which the pages live.</summary>
internal static class StreamApi
{
    public static void MapStream(this IEndpointRouteBuilder api) => api.MapGet("/stream", Open);

    private static IResult Open(HttpContext context, DashboardRun run)
    {
        var query = context.Request.Query;

        // Names that are not known are no error: a browser cannot read why a stream was refused, and tabs outlive runs and their ids.
        string[] names = [.. query["console"].OfType<string>().Where(name => name.Length > 0)];

        // A browser gives the header when it connects again by itself; a page that comes back to its reader gives the same in the query.
        var last = context.Request.Headers["Last-Event-ID"] is { Count: > 0 } header ? header : query["after"];
        return ConsoleApi.TryTail(query["tail"], out var tail)
            ? new EventStream(
                names.Length == 0 ? null : new ConsoleSelection(names), tail, StreamCursor.Parse(run.Id, last))
            : new Problem(StatusCodes.Status400BadRequest, $"tail must be a number of lines, not '{query["tail"]}'.");
    }
}
