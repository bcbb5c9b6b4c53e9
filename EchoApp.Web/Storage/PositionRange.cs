using EchoApp.Web.Queries;

namespace EchoApp.Web.Storage;

/// <summary>
/// Positions between which everything is that came in some time. Positions are given at commit, so that times nearly rise with them: no request came more than
/// so long before one with a smaller position. So a few looks tell where to begin and to end, without an index of times.
/// </summary>
/// <param name="Start">The first position that may be asked for.</param>
/// <param name="End">The first behind it that cannot be.</param>
internal readonly record struct PositionRange(long Start, long End)
{
    /// <summary>Microseconds that are allowed for in any case: a process of an older version, while it still runs, does not note by how much its requests are late.</summary>
    private const long LeastLateness = 1_000_000;

    public static PositionRange All { get; } = new(0, long.MaxValue);

    public bool IsEmpty => Start >= End;

    /// <summary>What of it is still to be looked at.</summary>
    public PositionRange From(SearchStart start) => start.IsForward
        ? this with { Start = Math.Max(Start, start.Position + 1) }
        : this with { End = Math.Min(End, start.Position) };

    /// <param name="times">When it came.</param>
    /// <param name="lateness">By how many microseconds a request may have come before one with a smaller position.</param>
    /// <param name="range">The smallest and the largest position that there is.</param>
    /// <param name="probe">Finds the first request at or behind a position, and when it came; null where there is none.</param>
    public static async Task<PositionRange> FindAsync(TimeRange times, long lateness, (long Least, long Most) range, Func<long, Task<(long Position, long ReceivedAt)?>> probe)
    {
        lateness = Math.Max(lateness, LeastLateness);
        var start = times.Least <= long.MinValue + lateness ? 0 : await FirstAsync(range, probe, received => received >= times.Least - lateness);
        var end = times.Most >= long.MaxValue - lateness ? long.MaxValue : await FirstAsync(range, probe, received => received > times.Most + lateness);
        return new(start, end);
    }

    /// <summary>A position such that of some request right before it something does not hold, and of the first one behind it it does: as well as halving can tell.</summary>
    private static async Task<long> FirstAsync((long Least, long Most) range, Func<long, Task<(long Position, long ReceivedAt)?>> probe, Func<long, bool> holds)
    {
        var (low, high) = (range.Least, range.Most + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (await probe(middle) is not var (position, receivedAt) || position >= high || holds(receivedAt))
            {
                high = middle;
            }
            else
            {
                low = position + 1;
            }
        }

        return low;
    }
}
