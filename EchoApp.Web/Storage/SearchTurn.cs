namespace EchoApp.Web.Storage;

/// <summary>Few at a time look through requests: that takes processors which what is captured, and everybody else, is to have.</summary>
internal static class SearchTurn
{
    // A stream has other things to do meanwhile.
    private static readonly TimeSpan _patienceOfStreams = TimeSpan.FromSeconds(5);

    /// <param name="pages">Who goes back from the newest, as pages do, which people wait for.</param>
    /// <param name="streams">Who follows from behind: they keep no page waiting.</param>
    /// <param name="start">Where the search begins.</param>
    /// <param name="search">The search.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>What it finds; nothing, and where to go on, for a stream that has waited in vain.</returns>
    public static async Task<FoundRequests> RunAsync(SemaphoreSlim pages, SemaphoreSlim streams, SearchStart start, Func<Task<FoundRequests>> search, CancellationToken cancellationToken)
    {
        var (turn, patience) = start.IsForward ? (streams, _patienceOfStreams) : (pages, Timeout.InfiniteTimeSpan);
        if (!await turn.WaitAsync(patience, cancellationToken))
        {
            return new([], start.Position);
        }

        try
        {
            return await search();
        }
        finally
        {
            turn.Release();
        }
    }
}
