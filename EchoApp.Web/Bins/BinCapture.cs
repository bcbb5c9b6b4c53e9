using EchoApp.Web.Bins.Responses;
using EchoApp.Web.Capture;
using EchoApp.Web.Echo;
using EchoApp.Web.Echo.Body;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

/// <summary>Finds the bin that a request is for, and stores the request there.</summary>
internal sealed partial class BinCapture(IStore store, BinDirectory bins, RequestCapturer capturer, CaptureOptions options, BinMetrics metrics, TimeProvider time, ILogger<BinCapture> logger)
{
    private string? _trouble;

    public DateTimeOffset Now => UnixTime.Round(time.GetUtcNow());

    /// <summary>Bytes of memory that are taken at most to redact a body.</summary>
    public static long CostOf(EchoBody body) => body.Received.Kept.Length + (body.Decoded?.Kept.Length ?? 0);

    /// <summary>Says of the store what an answer has to.</summary>
    public void Note(HttpResponse response) => StoreNote.Add(response, store);

    /// <returns>Null when there is none of that name.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be asked.</exception>
    public async ValueTask<Bin?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (!BinName.TryParse(name, out var parsed))
        {
            return null;
        }

        if (store.WhyNotDurable is not null && !options.InMemory)
        {
            throw new StoreUnavailableException("What is sent to bins would be kept in memory alone; the log of EchoApp says why. Where that is enough: Capture__InMemory=true.");
        }

        try
        {
            return await bins.FindAsync(parsed, cancellationToken) ?? (options.CreateOnFirstUse ? await CreateAsync(parsed, cancellationToken) : null);
        }
        catch (StoreUnavailableException exception)
        {
            Tell(exception);
            throw;
        }
    }

    /// <summary>Whether a bin that was found takes one more request now.</summary>
    public bool MayTakeOne(Bin bin) => bins.MayTakeOne(bin.Name);

    /// <returns>What was stored; null when the bin is no longer there.</returns>
    /// <exception cref="StoreUnavailableException">It is not stored.</exception>
    public async ValueTask<RequestRecord?> StoreAsync(HttpContext context, EchoRequest echo, EchoBody? body, Bin bin, Arrival arrival, AnswerPlan plan)
    {
        try
        {
            var request = capturer.Capture(context, echo, body, bin, arrival, plan.Status, CapturedAnswer.Of(plan, context));
            var isStored = await store.Requests.AppendAsync(request);
            Tell(exception: null);
            if (!isStored)
            {
                bins.Forget(bin.Name);
                return null;
            }

            metrics.CountCaptured();
            CaptureSpan.Tag(context, request.Record);
            return request.Record;
        }
        catch (StoreUnavailableException exception)
        {
            Tell(exception);
            throw;
        }
    }

    private async ValueTask<Bin?> CreateAsync(BinName name, CancellationToken cancellationToken)
    {
        try
        {
            await store.Bins.TryCreateAsync(new Bin(name, IsDeclared: false, Now, new BinSettings()), options.MaxBins, cancellationToken);
            return await bins.FindAsync(name, cancellationToken);
        }
        catch (TooManyBinsException)
        {
            return null;
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
            Log.DoesNotStore(
                logger,
                exception.WayOut is { } wayOut ? $"{exception.Message} {wayOut}" : exception.InnerException is { } reason ? $"{exception.Message} ({reason.Message})" : exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "What is sent to bins is refused with 503: {Trouble}")]
        public static partial void DoesNotStore(ILogger logger, string trouble);

        [LoggerMessage(2, LogLevel.Information, "What is sent to bins is stored again.")]
        public static partial void StoresAgain(ILogger logger);
    }
}
