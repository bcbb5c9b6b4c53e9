using System.Collections.Concurrent;
using EchoApp.Web.Capture;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

/// <summary>
/// The bins as what arrives asks for them: read from the store at most once a second each, and for all who ask meanwhile together, so that the store is not asked for
/// every request, and what another replica changes is known a second later. It also counts what each of them takes.
/// </summary>
internal sealed class BinDirectory(IStore store, CaptureOptions options, TimeProvider time)
{
    private static readonly TimeSpan _validity = TimeSpan.FromSeconds(1);

    // There are never more than there are bins, and those that were deleted elsewhere until they are asked for again.
    private readonly ConcurrentDictionary<BinName, (Bin Bin, long ReadAt, Throttle Throttle)> _known = [];

    private readonly ConcurrentDictionary<BinName, Lazy<Task<Bin?>>> _reads = [];

    /// <exception cref="StoreUnavailableException">The store has to be asked, and cannot be.</exception>
    public ValueTask<Bin?> FindAsync(BinName name, CancellationToken cancellationToken) =>
        _known.TryGetValue(name, out var known) && time.GetElapsedTime(known.ReadAt) < _validity ? new(known.Bin) : ReadAsync(name, cancellationToken);

    /// <summary>Whether a bin that was found takes one more request in this second.</summary>
    public bool MayTakeOne(BinName name) => !_known.TryGetValue(name, out var known) || known.Throttle.TryPass();

    /// <summary>It was changed here.</summary>
    public void Forget(BinName name)
    {
        _reads.TryRemove(name, out _);
        _known.TryRemove(name, out _);
    }

    private async ValueTask<Bin?> ReadAsync(BinName name, CancellationToken cancellationToken) =>
        await _reads.GetOrAdd(name, _ => NewRead(name)).Value.WaitAsync(cancellationToken);

    private Lazy<Task<Bin?>> NewRead(BinName name)
    {
        Lazy<Task<Bin?>>? read = null;
        return read = new Lazy<Task<Bin?>>(() => ReadOnceAsync(name, () => _reads.TryRemove(new(name, read!))));
    }

    /// <param name="name">The bin.</param>
    /// <param name="end">Lets who asks later read anew. False where it was changed meanwhile, so that what was read may be out of date.</param>
    private async Task<Bin?> ReadOnceAsync(BinName name, Func<bool> end)
    {
        var readAt = time.GetTimestamp();
        var isCurrent = false;
        Bin? bin;
        try
        {
            bin = await store.Bins.FindAsync(name, CancellationToken.None);
        }
        finally
        {
            isCurrent = end();
        }

        if (bin is null)
        {
            _known.TryRemove(name, out _);
        }
        else if (isCurrent)
        {
            var throttle = _known.TryGetValue(name, out var known) ? known.Throttle : new Throttle(options.MaxRequestsPerSecond, time);
            _known[name] = (bin, readAt, throttle);
        }

        return bin;
    }
}
