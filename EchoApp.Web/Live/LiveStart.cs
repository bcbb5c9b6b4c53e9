using EchoApp.Web.Pages;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Live;

/// <summary>What a request for a <see cref="LiveStream"/> asks for: the query in <c>q</c>, and where it goes on from.</summary>
internal static class LiveStart
{
    public const string LastEventId = "Last-Event-ID";
    public const string After = "after";

    /// <param name="context">Of the request.</param>
    /// <param name="services">What streams need.</param>
    /// <param name="bin">Those of this bin; null for those of all.</param>
    /// <param name="write">See <see cref="LiveStream"/>.</param>
    /// <returns>The stream; or why there is none.</returns>
    public static async Task<IResult> BeginAsync(HttpContext context, LiveServices services, Bin? bin, LiveWriter? write = null)
    {
        var (query, problem) = QueryInput.Read(context, now: null);
        if (query is null)
        {
            return problem!;
        }

        var after = long.MaxValue;
        if (Asked(context.Request) is { } cursor && !Cursor.TryParse(cursor, out after, least: 0))
        {
            return new ProblemResult(StatusCodes.Status400BadRequest, $"{LastEventId}, or {After} in the query, must be the id of an event, as it was given.");
        }

        // An id of another store may be beyond all that there is here.
        return new LiveStream(services, bin, query, Math.Min(after, await services.Store.Requests.LastPositionAsync(context.RequestAborted)), write);
    }

    /// <returns>What to go on from; null for now. Browsers say it in the header when they come again, and leave the query as it was.</returns>
    private static string? Asked(HttpRequest request) => request.Headers[LastEventId].ToString() is { Length: > 0 } header ? header
        : request.Query[After] is { Count: > 0 } query ? query.ToString()
        : null;
}
