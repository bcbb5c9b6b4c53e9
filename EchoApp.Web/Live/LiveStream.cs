using System.Text;
using EchoApp.Web.Logging;
using EchoApp.Web.Queries;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Live;

/// <summary>The answer that does not end: what is captured after a position, as it is captured.</summary>
/// <param name="services">What all streams need.</param>
/// <param name="bin">What is sent to this bin, until a look finds it deleted; null for what is sent to any.</param>
/// <param name="query">Which of that its reader is told of.</param>
/// <param name="start">The position that it begins after.</param>
/// <param name="write">Writes each request; null for the JSON of the API.</param>
internal sealed class LiveStream(LiveServices services, Bin? bin, Query query, long start, LiveWriter? write = null) : IResult
{
    /// <summary>Of silence, after which it says that it is there, and at most between two looks at whether its reader may still read.</summary>
    private static readonly TimeSpan _beat = TimeSpan.FromSeconds(15);

    /// <summary>Until a store is asked again that did not answer.</summary>
    private static readonly TimeSpan _retry = TimeSpan.FromSeconds(1);

    public async Task ExecuteAsync(HttpContext context)
    {
        EventStream.SetHead(context);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, services.Lifetime.ApplicationStopping);
        try
        {
            using var reader = services.Feed.Join(new LiveFilter(bin?.Name, query));
            var stream = new EventStream(context, services.Time, ended);
            try
            {
                await RunAsync(reader, stream, new ReaderAccess(services, context, _beat, bin), ended.Token);
            }
            catch (QueryTooSlowException exception)
            {
                // Whether it is to be told of one of the requests nobody knows: it ends there, and who comes again, to find the same, is to take time over it.
                await stream.SendAsync(Encoding.UTF8.GetBytes($": {LogText.Escape(exception.Message)}\nretry: 60000\n\n"));
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Whoever wants to read on comes again.
        }
    }

    private async Task RunAsync(LiveReader reader, EventStream stream, ReaderAccess access, CancellationToken ended)
    {
        await stream.BeginAsync(start);
        for (var position = start; ;)
        {
            var changed = reader.Changed;
            var page = await ReadAsync(reader, position, ended);
            await stream.TellAsync(await WriteAsync(page?.Entries ?? []));
            position = page?.Position ?? position;
            if (!await access.HoldsAsync(ended))
            {
                return;
            }

            if (stream.Silence >= _beat)
            {
                await stream.BeatAsync(position);
            }

            if (page is not { HasMore: true })
            {
                await WaitAsync(page is null ? Task.Delay(_retry, services.Time, ended) : changed, stream, access, ended);
            }
        }
    }

    /// <returns>Null while the store cannot be read.</returns>
    private static async Task<LivePage?> ReadAsync(LiveReader reader, long position, CancellationToken ended)
    {
        try
        {
            return await reader.ReadAsync(position, ended);
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<LiveEntry>> WriteAsync(IReadOnlyList<LiveEntry> entries)
    {
        if (write is null)
        {
            return entries;
        }

        List<LiveEntry> written = new(entries.Count);
        foreach (var entry in entries)
        {
            // One that cannot be read has no event in any form.
            written.Add(entry.Event.IsEmpty ? entry : entry with { Event = await write(entry) });
        }

        return written;
    }

    /// <summary>Until there may be more to tell, or something else is due.</summary>
    private async Task WaitAsync(Task more, EventStream stream, ReaderAccess access, CancellationToken ended)
    {
        var elapsed = Math.Max(stream.Silence.Ticks, access.Elapsed.Ticks);
        try
        {
            await more.WaitAsync(TimeSpan.FromTicks(Math.Max(0, _beat.Ticks - elapsed)), services.Time, ended);
        }
        catch (TimeoutException)
        {
            // It is due.
        }
    }
}
