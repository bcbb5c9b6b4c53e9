using EchoApp.Web.Storage;

namespace EchoApp.Web.Live;

/// <summary>Whether the reader of a stream is still let in, and its bin still there, and not another of its name: looked at now and then.</summary>
/// <param name="services">What streams need.</param>
/// <param name="context">The reader.</param>
/// <param name="interval">Between two looks at least.</param>
/// <param name="bin">What it reads of; null for all.</param>
internal sealed class ReaderAccess(LiveServices services, HttpContext context, TimeSpan interval, Bin? bin = null)
{
    private long _checkedAt = services.Time.GetTimestamp();

    /// <summary>Since the last look.</summary>
    public TimeSpan Elapsed => services.Time.GetElapsedTime(_checkedAt);

    public async Task<bool> HoldsAsync(CancellationToken ended)
    {
        if (Elapsed < interval)
        {
            return true;
        }

        _checkedAt = services.Time.GetTimestamp();
        try
        {
            return await services.Access.StillAllowAsync(context).WaitAsync(ended) && (bin is null || (await services.Store.Bins.FindAsync(bin.Name, ended))?.CreatedAt == bin.CreatedAt);
        }
        catch (StoreUnavailableException)
        {
            // Nobody knows, and there is nothing to read either.
            return true;
        }
    }
}
