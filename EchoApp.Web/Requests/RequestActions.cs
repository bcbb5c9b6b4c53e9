using EchoApp.Web.Queries;
using EchoApp.Web.Storage;
using EchoApp.Web.Telemetry;

namespace EchoApp.Web.Requests;

/// <summary>What can be done with many requests, for the API and the pages alike.</summary>
internal sealed class RequestActions(IStore store, TraceUrl traces, TimeProvider time)
{
    public static readonly TimeSpan TimeToUndo = TimeSpan.FromSeconds(30);

    // A page is asked for by people, who wait.
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(200);

    public async Task<RequestPage> FindAsync(Query query, SearchStart start, int limit, CancellationToken cancellationToken)
    {
        var (requests, next) = await store.Requests.SearchAsync(query, start, limit, _patience, cancellationToken);
        return new([.. requests.Select(request => RequestItem.Of(request.Record, traces))], next is { } position ? Cursor.Of(position) : null);
    }

    /// <summary>Removes what a query asks for, so that it can be brought back for <see cref="TimeToUndo"/>.</summary>
    public Task<Removal> RemoveAsync(Query query, CancellationToken cancellationToken) =>
        store.Requests.RemoveAsync(Guid.CreateVersion7(), query, () => time.GetUtcNow() + TimeToUndo, cancellationToken);

    /// <inheritdoc cref="IRequestStore.RestoreAsync"/>
    /// <param name="id">The removal's.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Restored?> RestoreAsync(string? id, CancellationToken cancellationToken) =>
        Guid.TryParseExact(id, "D", out var removal) ? await store.Requests.RestoreAsync(removal, time.GetUtcNow(), cancellationToken) : null;
}
