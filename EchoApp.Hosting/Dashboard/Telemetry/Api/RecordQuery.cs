using EchoApp.Hosting.Dashboard.Telemetry.Storage;
using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

/// <summary>Which records a request asks for.</summary>
/// <param name="Filter">Empty for all.</param>
/// <param name="After">Those after this number; null for the newest.</param>
/// <param name="Before">Those before this number.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="IsFollowing">Whether it goes on with those to come.</param>
internal sealed record RecordQuery(string Filter, long? After, long Before, int Limit, bool IsFollowing)
{
    private const int DefaultLimit = 200;
    private const int MaxLimit = 1_000;

    /// <exception cref="BadQueryException">A parameter cannot be used.</exception>
    public static RecordQuery Read(IQueryCollection query)
    {
        var isFollowing = QueryParameters.Switch(query, "follow");
        var after = QueryParameters.Number(query, "after", -1, 0, long.MaxValue - 1);
        var before = QueryParameters.Number(query, "before", long.MaxValue, 1, long.MaxValue);
        // Who follows on from a number wants all since then, whatever their number.
        var limit = QueryParameters.Number(query, "limit", isFollowing && after >= 0 ? 0 : DefaultLimit, isFollowing ? 0 : 1, isFollowing ? RingQuery.All : MaxLimit);
        return isFollowing && before != long.MaxValue
            ? throw new BadQueryException("The parameter before has no meaning with follow=true. Leave one of them out.")
            : new RecordQuery(QueryParameters.Text(query, "q") ?? "", after < 0 ? null : after, before, limit == 0 ? RingQuery.All : (int)limit, isFollowing);
    }

    public Page<T> Find<T>(SequencedRing<T> ring, Func<T, bool> matches, CancellationToken cancellationToken)
        where T : class, ISequenced => After is { } after
            ? RingQuery.After(ring, matches, after, Before, Limit, cancellationToken)
            : RingQuery.Newest(ring, matches, Before, Limit, cancellationToken);
}
