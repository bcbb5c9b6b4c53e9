using System.IO.Pipelines;
using EchoApp.Web.Wire;

namespace EchoApp.Web.Echo.Body;

/// <summary>
/// A request's body as the server gives it, with one type for all that may be wrong with how it is framed, and with an eye on how fast it comes:
/// over a window, where the server's own limit is one on the average since the beginning.
/// </summary>
internal sealed class ArrivingBody(Stream body, PipeReader reader, WireConnection? transport, EchoOptions options, TimeProvider time) : ReadOnlyStream
{
    private const int NotWaiting = 0;
    private const int Waiting = 1;
    private const int TooSlow = 2;

    private ITimer? _windows;
    private long _inWindow;
    private int _waiting;

    /// <exception cref="BadHttpRequestException">Its framing is broken, or it came too slowly.</exception>
    /// <exception cref="IOException">The client went away.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = body.ReadAsync(buffer, cancellationToken);
            var length = read.IsCompleted ? await read : await WaitAsync(read);
            Interlocked.Add(ref _inWindow, length);
            return length;
        }
        catch (OperationCanceledException exception) when (_waiting == TooSlow)
        {
            throw new BadHttpRequestException("The body came too slowly.", StatusCodes.Status408RequestTimeout, exception);
        }
        catch (OperationCanceledException exception) when (transport is { Recorder.IsCutShort: true })
        {
            throw new BadHttpRequestException("Unexpected end of the body.", exception);
        }
        catch (InvalidOperationException exception) when (transport?.Recorder.Chunks is { Place: ChunkedPlace.Trailers or ChunkedPlace.Ended })
        {
            // What the server's parser of fields throws on a trailer; in a head it makes a refusal of it by itself.
            throw new BadHttpRequestException("A trailer field cannot be read.", exception);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _windows?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> WaitAsync(ValueTask<int> read)
    {
        if (_windows is null && options.MinBodyRate > 0)
        {
            var window = TimeSpan.FromSeconds(options.BodyRateWindow);
            _windows = time.CreateTimer(static state => ((ArrivingBody)state!).EndWindow(), this, window, window);
        }

        Interlocked.Exchange(ref _waiting, Waiting);
        try
        {
            var length = await read;
            return Interlocked.CompareExchange(ref _waiting, NotWaiting, Waiting) == Waiting
                ? length
                : throw new OperationCanceledException("It came when it was no longer waited for.");
        }
        finally
        {
            Interlocked.CompareExchange(ref _waiting, NotWaiting, Waiting);
        }
    }

    /// <summary>A window in which it is not the client that is waited for is none.</summary>
    private void EndWindow()
    {
        var came = Interlocked.Exchange(ref _inWindow, 0);
        if (came < (long)options.MinBodyRate * options.BodyRateWindow && Interlocked.CompareExchange(ref _waiting, TooSlow, Waiting) == Waiting)
        {
            if (transport is null)
            {
                reader.CancelPendingRead();
            }
            else
            {
                transport.EndWaiting();
            }
        }
    }
}
