namespace EchoApp.Web.Storage;

/// <summary>
/// What was removed and can be brought back: the requests stay where they are for as long, marked, and nobody is shown them. Marks of a removal that has only begun
/// hide nothing, as nobody may ever end it; several removals may mark the same request, and it is hidden for as long as one of them is whole.
/// </summary>
internal interface IRemovalTable
{
    /// <summary>Pieces of what is due that are deleted before something else has its turn.</summary>
    const int MostPieces = 20;

    /// <summary>How many removals are listed.</summary>
    const int MostListed = 100;

    /// <param name="id">What it is called.</param>
    /// <param name="deadline">When it counts as broken off, unless there is more of it by then.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task BeginAsync(Guid id, DateTimeOffset deadline, CancellationToken cancellationToken);

    /// <returns>How many of them there were.</returns>
    Task<int> AddAsync(Guid id, IReadOnlyList<ListedRequest> requests, DateTimeOffset deadline, CancellationToken cancellationToken);

    /// <summary>All of it is there: from now on nobody is shown it, and it can be undone until <paramref name="end"/>.</summary>
    /// <returns>How many of its requests others had removed in the meantime; null when it was taken for broken off, and is undone.</returns>
    Task<long?> TryEndAsync(Guid id, DateTimeOffset end, CancellationToken cancellationToken);

    /// <summary>Brings back what there is of it, also in the middle.</summary>
    Task AbandonAsync(Guid id);
}
