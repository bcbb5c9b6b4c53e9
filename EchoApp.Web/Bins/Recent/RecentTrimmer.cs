using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins.Recent;

/// <summary>Keeps the bin <c>recent</c> short: what is oldest goes, some time after there is more than is kept.</summary>
internal sealed class RecentTrimmer(IStore store)
{
    private const int Every = 100;

    private int _stored;
    private int _isTrimming;

    /// <summary>One more has been stored.</summary>
    public void Count()
    {
        if (Interlocked.Increment(ref _stored) % Every == 0 && Interlocked.Exchange(ref _isTrimming, 1) == 0)
        {
            _ = TrimAsync();
        }
    }

    private async Task TrimAsync()
    {
        try
        {
            await store.Requests.TrimAsync(RecentBin.Name, RecentBin.Kept, CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // The next time does it.
        }
        finally
        {
            Volatile.Write(ref _isTrimming, 0);
        }
    }
}
