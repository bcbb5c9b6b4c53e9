using EchoApp.Web.Capture;
using EchoApp.Web.Echo;
using EchoApp.Web.Echo.Body;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

/// <summary>Finds the bin that a request is for, and stores the request there.</summary>
internal sealed partial class BinCapture(IStore store, BinDirectory bins, RequestCapturer capturer, CaptureOptions options, ILogger<BinCapture> logger)
{
    private string? _trouble;

    /// <summary>Bytes of memory that are taken at most to redact a body.</summary>
    public static long CostOf(EchoBody body) => body.Received.Kept.Length + (body.Decoded?.Kept.Length ?? 0);

    /// <returns>Null when there is none of that name.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be asked.</exception>
    public async ValueTask<Bin?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (!BinName.TryParse(name, out var parsed))
        {
            return null;
        }

        if (store.WhyNotDurable is { } why && !options.InMemory)
        {
            throw new StoreUnavailableException($"What is sent to bins would be kept in memory alone: {why} Where that is enough, say Capture__InMemory=true.");
        }

        try
        {
            return await bins.FindAsync(parsed, cancellationToken);
        }
        catch (StoreUnavailableException exception)
        {
            Tell(exception);
            throw;
        }
    }

    /// <returns>False when the bin is no longer there.</returns>
    /// <exception cref="StoreUnavailableException">It is not stored.</exception>
    public async ValueTask<bool> StoreAsync(HttpContext context, EchoRequest echo, EchoBody? body, Bin bin, DateTimeOffset receivedAt)
    {
        try
        {
            StoreNote.Add(context.Response, store);
            var isStored = await store.Requests.AppendAsync(capturer.Capture(context, echo, body, bin, receivedAt, StatusCodes.Status200OK));
            Tell(exception: null);
            if (!isStored)
            {
                bins.Forget(bin.Name);
            }

            return isStored;
        }
        catch (StoreUnavailableException exception)
        {
            Tell(exception);
            throw;
        }
    }

    /// <summary>Once each time that it changes: under load it is the same for thousands.</summary>
    private void Tell(StoreUnavailableException? exception)
    {
        var trouble = exception?.Message;
        if (trouble == Volatile.Read(ref _trouble) || Interlocked.Exchange(ref _trouble, trouble) == trouble)
        {
            return;
        }

        if (exception is null)
        {
            Log.StoresAgain(logger);
        }
        else
        {
            Log.DoesNotStore(logger, exception.Message, exception.InnerException?.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "What is sent to bins is refused with 503: {Trouble} ({Reason})")]
        public static partial void DoesNotStore(ILogger logger, string trouble, string? reason);

        [LoggerMessage(2, LogLevel.Information, "What is sent to bins is stored again.")]
        public static partial void StoresAgain(ILogger logger);
    }
}
