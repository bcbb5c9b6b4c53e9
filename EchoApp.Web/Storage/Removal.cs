using EchoApp.Web.Queries;

namespace EchoApp.Web.Storage;

/// <param name="Id">What it is called.</param>
/// <param name="Count">How many requests it took away.</param>
/// <param name="EndsAt">Until when it can be undone.</param>
internal sealed record Removal(Guid Id, long Count, DateTimeOffset EndsAt)
{
    /// <summary>How many requests are taken away at once.</summary>
    private const int Piece = 1000;

    /// <summary>How long the search for some of them goes on before those are removed.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(200);

    /// <summary>After which one counts as broken off to which nothing is added.</summary>
    private static readonly TimeSpan _longestPause = TimeSpan.FromMinutes(1);

    /// <summary>Removes what a query asks for, of what is there now: all of it, or, where that fails, nothing. Who is not told of it could not undo it.</summary>
    /// <param name="table">Where it is noted.</param>
    /// <param name="requests">What is searched.</param>
    /// <param name="removal">What it is called.</param>
    /// <param name="query">Which.</param>
    /// <param name="end">Tells the time until which it can be undone, once all are removed.</param>
    /// <param name="cancellationToken">Breaks it off: nothing is removed then.</param>
    public static async Task<Removal> RunAsync(IRemovalTable table, IRequestStore requests, Guid removal, Query query, Func<DateTimeOffset> end, CancellationToken cancellationToken)
    {
        await table.BeginAsync(removal, end() + _longestPause, cancellationToken);
        try
        {
            var count = 0L;
            for (SearchStart? start = SearchStart.Newest; start is not null;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var found = await requests.SearchAsync(query, start.Value, Piece, _patience, cancellationToken);
                count += await table.AddAsync(removal, found.Requests, end() + _longestPause, cancellationToken);
                start = found.Next is { } next ? SearchStart.Before(next) : null;
            }

            var until = end();
            return await table.TryEndAsync(removal, until, cancellationToken) is { } others ? new Removal(removal, count - others, until)
                : throw new StoreUnavailableException("Nothing was deleted: it took too long.");
        }
        catch
        {
            await AbandonAsync(table, removal);
            throw;
        }
    }

    private static async Task AbandonAsync(IRemovalTable table, Guid removal)
    {
        try
        {
            await table.AbandonAsync(removal);
        }
        catch (StoreUnavailableException)
        {
            // The sweeper does it in a while.
        }
    }
}
