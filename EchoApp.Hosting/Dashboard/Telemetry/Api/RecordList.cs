using System.Text.Json.Serialization.Metadata;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;
using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

/// <summary>What can be listed page by page, and followed.</summary>
/// <param name="Ring">The records.</param>
/// <param name="Newest">The number of the newest.</param>
/// <param name="Counters">What became of those that are not there.</param>
/// <param name="View">How one is shown.</param>
/// <param name="Type">How that is written.</param>
/// <param name="PageType">How a page of them is.</param>
internal sealed record RecordList<T, TView>(
    SequencedRing<T> Ring, ChangeSignal Newest, SignalCounters Counters, Func<T, TView> View, JsonTypeInfo<TView> Type, JsonTypeInfo<PageView<TView>> PageType)
    where T : class, ISequenced
{
    /// <summary>In which order a page has them; ascending by number if nothing is said.</summary>
    public Func<IEnumerable<T>, IEnumerable<T>> Order { get; init; } = static items => items;

    /// <param name="context">A request that says which, and whether it follows.</param>
    /// <param name="compile">Makes a condition of a filter.</param>
    public async Task<IResult> AnswerAsync(HttpContext context, Func<string, Func<T, bool>> compile)
    {
        var query = RecordQuery.Read(context.Request.Query);
        var matches = compile(query.Filter);
        if (query.IsFollowing)
        {
            await new Following<T>(Ring, Newest, matches).WriteAsync(context, query, View, Type);
            return TypedResults.Empty;
        }

        var page = query.Find(Ring, matches, context.RequestAborted);
        return TypedResults.Json(
            new PageView<TView>([.. Order(page.Items).Select(View)], page.Cursor, page.HasMore, Ring.Count, Counters.Dropped), PageType);
    }
}
