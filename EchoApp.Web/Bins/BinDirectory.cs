using System.Collections.Concurrent;
using EchoApp.Web.Capture;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

/// <summary>
/// The bins as what arrives asks for them: read from the store at most once a second each, so that the store is not asked for every request, and
/// what another replica changes is known a second later. It also counts what each of them takes.
/// </summary>
internal sealed class BinDirectory(IStore store, CaptureOptions options, TimeProvider time)
{
    private static readonly TimeSpan _validity = TimeSpan.FromSeconds(1);

    // There are never more than there are bins, and those that were deleted elsewhere until they are asked for again.
    private readonly ConcurrentDictionary<BinName, (Bin Bin, long ReadAt, Throttle Throttle)> _known = [];

    /// <exception cref="StoreUnavailableException">The store has to be asked, and cannot be.</exception>
    public ValueTask<Bin?> FindAsync(BinName name, CancellationToken cancellationToken) =>
        _known.TryGetValue(name, out var known) && time.GetElapsedTime(known.ReadAt) < _validity ? new(known.Bin) : ReadAsync(name, cancellationToken);

    /// <summary>Whether a bin that was found takes one more request in this second.</summary>
    public bool MayTakeOne(BinName name) => !_known.TryGetValue(name, out var known) || known.Throttle.TryPass();

    /// <summary>It was changed here.</summary>
    public void Forget(BinName name) => _known.TryRemove(name, out _);

    private async ValueTask<Bin?> ReadAsync(BinName name, CancellationToken cancellationToken)
    {
        var readAt = time.GetTimestamp();
        var bin = await store.Bins.FindAsync(name, cancellationToken);
        if (bin is null)
        {
            Forget(name);
        }
        else
        {
            var throttle = _known.TryGetValue(name, out var known) ? known.Throttle : new Throttle(options.MaxRequestsPerSecond, time);
            _known[name] = (bin, readAt, throttle);
        }

        return bin;
    }
}
