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

    /// <summary>What a query asks for, as far as that is found while somebody waits: there may be fewer than the limit, and more to come.</summary>
    public async Task<RequestPage> FindAsync(Query query, SearchStart start, int limit, CancellationToken cancellationToken)
    {
        var (requests, next) = await SearchAsync(query, start, limit, cancellationToken);
        return new([.. requests.Select(request => RequestItem.Of(request.Record, traces))], next is { } position ? Cursor.Of(position) : null);
    }

    /// <inheritdoc cref="FindAsync"/>
    public Task<FoundRequests> SearchAsync(Query query, SearchStart start, int limit, CancellationToken cancellationToken) => store.Requests.SearchAsync(query, start, limit, _patience, cancellationToken);

    /// <summary>Removes what a query asks for, so that it can be brought back for <see cref="TimeToUndo"/>.</summary>
    public Task<Removal> RemoveAsync(Query query, CancellationToken cancellationToken) =>
        store.Requests.RemoveAsync(Guid.CreateVersion7(), query, () => time.GetUtcNow() + TimeToUndo, cancellationToken);

    /// <inheritdoc cref="IRequestStore.RestoreAsync"/>
    /// <param name="id">The removal's.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Restored?> RestoreAsync(string? id, CancellationToken cancellationToken) =>
        Guid.TryParseExact(id, "D", out var removal) ? await store.Requests.RestoreAsync(removal, time.GetUtcNow(), cancellationToken) : null;

    /// <summary>What people may put on a request.</summary>
    /// <exception cref="FormatException">They may not; the message says why.</exception>
    public static Marks MarksOf(bool isPinned, IReadOnlyList<string?> tags)
    {
        var distinct = Tags.Split(Tags.Join([.. tags.OfType<string>()]));
        return !tags.All(tag => tag is not null && Tags.IsTag(tag)) ? throw new FormatException($"A tag has {Tags.Rule}.")
            : distinct.Length > Tags.Most ? throw new FormatException($"A request has at most {Tags.Most} tags.")
            : new Marks(isPinned, distinct);
    }
}
