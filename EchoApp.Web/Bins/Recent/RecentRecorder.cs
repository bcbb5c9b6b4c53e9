using EchoApp.Web.Capture;
using EchoApp.Web.Echo;
using EchoApp.Web.Echo.Body;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins.Recent;

/// <summary>
/// Keeps the last of what is echoed in the bin <c>recent</c>, as far as it costs the echo nothing: so many a second, while so few wait to be stored.
/// What is more is counted, and not kept.
/// </summary>
internal sealed partial class RecentRecorder(IStore store, RequestCapturer capturer, TimeProvider time, ILogger<RecentRecorder> logger) : IEchoObserver
{
    /// <summary>Requests a second.</summary>
    private const int MostPerSecond = 100;

    private const int MostWaiting = 32;

    /// <summary>Bytes of a body: a longer one is not looked through for secrets on the way to an answer, so it is left out.</summary>
    private const int LongestBody = 64 * 1024;

    private readonly Bin _bin = new(RecentBin.Name, IsDeclared: true, default, new BinSettings());
    private readonly Throttle _throttle = new(MostPerSecond, time);
    private int _waiting;
    private long _dropped;

    /// <summary>Requests that were echoed since the start, and not kept.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public void Echoing(HttpContext context, in EchoRequest echo, EchoBody? body)
    {
        // First what costs least: under load it is all there is to it.
        if (!_throttle.TryPass() || Volatile.Read(ref _waiting) >= MostWaiting)
        {
            Interlocked.Increment(ref _dropped);
            return;
        }

        if (HealthProbe.Is(context.Request))
        {
            return;
        }

        try
        {
            var kept = body is { Received.Kept.Length: > LongestBody } or { Decoded.Kept.Length: > LongestBody } ? body.WithoutContent() : body;
            var request = capturer.Capture(context, echo, kept, _bin, new Arrival(time.GetUtcNow()), StatusCodes.Status200OK, CapturedAnswer.Echo);

            // The body's memory is given back with the answer, which does not wait for this.
            _ = StoreAsync(request with { Body = request.Body.ToArray() });
        }
        catch (Exception exception)
        {
            // Whatever it is that cannot be captured, it can be echoed.
            Interlocked.Increment(ref _dropped);
            Log.NotCaptured(logger, exception);
        }
    }

    private async Task StoreAsync(CapturedRequest request)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            if (await store.Requests.AppendAsync(request))
            {
                return;
            }
        }
        catch (StoreUnavailableException)
        {
            // That there is no store is told elsewhere.
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        Interlocked.Increment(ref _dropped);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "A request that was echoed could not be captured.")]
        public static partial void NotCaptured(ILogger logger, Exception exception);
    }
}
