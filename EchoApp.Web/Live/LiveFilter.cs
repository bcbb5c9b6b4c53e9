using EchoApp.Web.Queries;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Live;

/// <summary>
/// Which requests a reader is told of: all that decides that is here. They are told as they come, without a pin or a tag: one that has been put on a request since
/// does not count either, so that it is the same for who reads at once and for who comes later.
/// </summary>
/// <param name="bin">Those of this bin; null for those of all.</param>
/// <param name="query">Those that it asks for.</param>
internal sealed class LiveFilter(BinName? bin, Query query)
{
    /// <summary>All of it, as stores take it.</summary>
    public Query Query { get; } = bin is { } only ? Query.And(new BinCondition(only), OfWhatComes(query)) : OfWhatComes(query);

    /// <summary>Whether the store has to look: at bytes, which it alone has, or for long.</summary>
    public bool NeedsStore { get; } = query.NeedsBytes || query.HasPattern;

    /// <summary>Whether it asks for a request, or may, where it <see cref="NeedsStore"/>. Quick.</summary>
    public bool MayMatch(RequestRecord record)
    {
        var row = new RecordRow(new StoredRequest(Position: 0, record, Head: default, Body: default));
        return Query.Holds(condition => condition.IsOfBytes || condition.IsPattern ? null : condition.Holds(row)) != false;
    }

    private static Query OfWhatComes(Query query) => query.With(condition => condition is PinnedCondition or TagCondition ? Query.Nothing : condition);
}
