using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace EchoApp.Web.Live;

/// <summary>Server-sent events (WHATWG HTML section 9.2) on one response. A reader that does not take them is cut off, and may come again.</summary>
/// <param name="context">Of the response.</param>
/// <param name="time">The clock.</param>
/// <param name="ended">Ends it, and is cancelled where the reader is cut off or gone.</param>
internal sealed class EventStream(HttpContext context, TimeProvider time, CancellationTokenSource ended)
{
    public const string ContentType = "text/event-stream";

    /// <summary>Milliseconds after which a browser comes again.</summary>
    private const string Retry = "retry: 1000\n";

    /// <summary>Bytes that are written before it is waited for that they are taken.</summary>
    private const int PieceSize = 16 * 1024;

    /// <summary>How long a piece may take.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private long _writtenAt = time.GetTimestamp();
    private long _told;

    /// <summary>Since something was written.</summary>
    public TimeSpan Silence => time.GetElapsedTime(_writtenAt);

    /// <summary>Says of an answer that it is such a stream.</summary>
    public static void SetHead(HttpContext context)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
    }

    /// <summary>Begins the answer, with where it begins: who loses it before the first request goes on from there.</summary>
    public async Task BeginAsync(long position)
    {
        _told = position;
        Write([.. Encoding.ASCII.GetBytes(Retry), .. LiveEvents.Id(position), (byte)'\n']);
        await FlushAsync();
    }

    /// <summary>Sends lines as they are: an event, or a comment, with the empty line behind it.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> lines)
    {
        Write(lines.Span);
        await FlushAsync();
    }

    public async Task TellAsync(IReadOnlyList<LiveEntry> entries)
    {
        var written = 0;
        foreach (var entry in entries)
        {
            if (entry.Event.IsEmpty)
            {
                continue;
            }

            Write(entry.Event.Span);
            _told = entry.Position;
            written += entry.Event.Length;
            if (written >= PieceSize)
            {
                await FlushAsync();
                written = 0;
            }
        }

        if (written > 0)
        {
            await FlushAsync();
        }
    }

    /// <summary>Says that it is still there, to those in between too; and how far it is, where there was nothing to tell, so that who comes again need not read that again.</summary>
    public async Task BeatAsync(long position)
    {
        Write(position == _told ? ":\n\n"u8 : [.. ":\n"u8, .. LiveEvents.Id(position), (byte)'\n']);
        _told = position;
        await FlushAsync();
    }

    private void Write(ReadOnlySpan<byte> bytes) => context.Response.BodyWriter.Write(bytes);

    private async ValueTask FlushAsync()
    {
        var flush = context.Response.BodyWriter.FlushAsync(CancellationToken.None);
        var result = flush.IsCompletedSuccessfully ? flush.Result : await TakenAsync(flush.AsTask());
        if (result.IsCompleted)
        {
            // Nobody is there any longer.
            await ended.CancelAsync();
        }

        ended.Token.ThrowIfCancellationRequested();
        _writtenAt = time.GetTimestamp();
    }

    private async Task<FlushResult> TakenAsync(Task<FlushResult> flush)
    {
        try
        {
            return await flush.WaitAsync(_patience, time, ended.Token);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // What it has not taken goes with the connection.
            context.Abort();
            await ended.CancelAsync();
            return await flush;
        }
    }
}
