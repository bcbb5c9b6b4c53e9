using System.Diagnostics;
using EchoApp.Web.Queries;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;
using EchoApp.Web.Telemetry;

namespace EchoApp.Web.Waiting;

/// <summary>Finds the requests that come nearest to what was waited for in vain.</summary>
internal sealed class NearMissFinder(IStore store, ContentReader contents, TraceUrl traces) : IDisposable
{
    private const int MostMisses = 3;

    /// <summary>The newest that are looked at, and the bytes after which no more are.</summary>
    private const int MostLookedAt = 50;
    private const long MostBytes = 16 * 1024 * 1024;

    /// <summary>For which somebody waits who knows already that it was in vain.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    /// <summary>Many tests may fail at the same time, and each has a body in memory.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    /// <param name="bin">Where it was waited.</param>
    /// <param name="expected">What for.</param>
    /// <param name="found">What has come of it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The nearest first; where as much holds, the newest. None where many ask at the same time.</returns>
    public async Task<IReadOnlyList<NearMiss>> FindAsync(BinName bin, Expectation expected, IReadOnlyList<StoredRequest> found, CancellationToken cancellationToken)
    {
        var newest = await store.Requests.SearchAsync(new BinCondition(bin), SearchStart.Newest, MostLookedAt + found.Count, _patience, cancellationToken);
        var candidates = newest.Requests.Where(request => request.Position > expected.After && !found.Any(other => other.Record.Id == request.Record.Id));
        if (!await _turn.WaitAsync(_patience, cancellationToken))
        {
            return [];
        }

        try
        {
            var started = Stopwatch.GetTimestamp();
            List<NearMiss> misses = [];
            var bytes = 0L;
            foreach (var candidate in candidates.TakeWhile(_ => bytes < MostBytes && Stopwatch.GetElapsedTime(started) < _patience))
            {
                if (await store.Requests.FindAsync(bin, candidate.Record.Id, cancellationToken) is { } request)
                {
                    bytes += request.Head.Length + request.Body.Length;
                    misses.Add(await CompareAsync(request, expected.Query.Parts, cancellationToken));
                }
            }

            // What has come since is none.
            return [.. misses.Where(miss => miss.Differences.Count > 0).OrderByDescending(miss => miss.Held).Take(MostMisses)];
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<NearMiss> CompareAsync(StoredRequest request, IReadOnlyList<QueryPart> parts, CancellationToken cancellationToken)
    {
        using var content = await contents.ReadAsync(request, cancellationToken);
        var describer = new ConditionDescriber(request, content);
        var unmet = parts.Where(part => !describer.Holds(part)).ToList();
        return new(RequestItem.Of(request.Record, traces), parts.Count - unmet.Count, parts.Count, [.. unmet.SelectMany(describer.Describe)]);
    }
}
