using EchoApp.Web.Live;
using EchoApp.Web.Pages;
using EchoApp.Web.Queries;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;
using EchoApp.Web.Telemetry;

namespace EchoApp.Web.Inspector.Requests;

/// <summary>Reads what lists of requests show.</summary>
internal sealed class RequestListReader(IStore store, RequestActions requests, InspectedBins inspected, TraceUrl traces, TimeProvider time)
{
    private const int PageSize = 100;

    /// <summary>A list as its page begins.</summary>
    /// <param name="bin">What has it.</param>
    /// <param name="context">Asks for it: by <c>q</c>, and where browsers have no scripts, by <c>cursor</c>.</param>
    /// <param name="opened">Which of the requests is open; null for none.</param>
    public async Task<RequestListModel> ReadAsync(MeasuredBin bin, HttpContext context, Guid? opened = null)
    {
        // First: what arrives meanwhile is told twice, and not never.
        var last = await store.Requests.LastPositionAsync(context.RequestAborted);
        var start = StartOf(context);
        var (query, problem) = QueryInput.Read(context, time.GetUtcNow());
        var text = TextOf(context);
        var (rows, fault) = query is null ? (new RequestRows([], text), problem!.Detail) : await TryFindAsync(bin.Bin.Name, query, start, context);
        return new(inspected.View(bin, context), text, fault, start == SearchStart.Newest, rows with { Opened = opened }, Cursor.Of(last), RequestListNote.Read(context, time.GetUtcNow()));
    }

    /// <summary>More rows of a list.</summary>
    public async Task<(RequestRows? Rows, ProblemResult? Problem)> ReadRowsAsync(BinName bin, HttpContext context)
    {
        var (query, problem) = QueryInput.Read(context, time.GetUtcNow());
        return (query is null ? null : await FindAsync(bin, query, StartOf(context), context), problem);
    }

    /// <summary>The row of what has just arrived.</summary>
    public RequestRows RowOf(LiveEntry entry, string query) => RowOf(entry.Record, entry.Position, query);

    /// <summary>The row of a request.</summary>
    /// <param name="record">The request.</param>
    /// <param name="position">Its place among all.</param>
    /// <param name="query">What the list asks for.</param>
    public RequestRows RowOf(RequestRecord record, long position, string query) => new([(RequestItem.Of(record, traces), Cursor.Of(position))], query);

    /// <summary>What a list asks for, as it was typed.</summary>
    public static string TextOf(HttpContext context) => context.Request.Query[QueryInput.Name].ToString();

    /// <returns>No rows, and why, where the query takes too long for a request.</returns>
    private async Task<(RequestRows Rows, string? Fault)> TryFindAsync(BinName bin, Query query, SearchStart start, HttpContext context)
    {
        try
        {
            return (await FindAsync(bin, query, start, context), null);
        }
        catch (QueryTooSlowException exception)
        {
            return (new([], TextOf(context)), exception.Message);
        }
    }

    private async Task<RequestRows> FindAsync(BinName bin, Query query, SearchStart start, HttpContext context)
    {
        var (found, next) = await requests.SearchAsync(Query.And(new BinCondition(bin), query), start, PageSize, context.RequestAborted);
        return new([.. found.Select(request => (RequestItem.Of(request.Record, traces), Cursor.Of(request.Position)))], TextOf(context), next is { } position ? Cursor.Of(position) : null);
    }

    private static SearchStart StartOf(HttpContext context) =>
        context.Request.Query["cursor"] is [{ } cursor] && Cursor.TryParse(cursor, out var position) ? SearchStart.Before(position) : SearchStart.Newest;
}
