using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Bins;

/// <summary>What the bins have, read once for all who look at the list at about the same time.</summary>
internal sealed class BinSnapshots(IStore store, TimeProvider time)
{
    private readonly Lock _lock = new();
    private (long BegunAt, Task<IReadOnlyList<MeasuredBin>> Bins)? _last;

    /// <param name="age">How long ago it may have been read at most: what has changed before that is in it.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public Task<IReadOnlyList<MeasuredBin>> ReadAsync(TimeSpan age)
    {
        lock (_lock)
        {
            if (_last is not var (begunAt, bins) || time.GetElapsedTime(begunAt) >= age || bins.IsFaulted)
            {
                // Others wait for it too: who leaves does not end it.
                _last = (time.GetTimestamp(), bins = Task.Run(() => store.Bins.ListAsync(CancellationToken.None)));
            }

            return bins;
        }
    }
}
