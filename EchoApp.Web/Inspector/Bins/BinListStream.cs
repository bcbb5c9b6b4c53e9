using EchoApp.Web.Live;
using EchoApp.Web.Pages;
using EchoApp.Web.Queries;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Bins;

/// <summary>
/// The rows of the list of bins, whenever they have changed: server-sent events, each with all of them, and with their hash for an id. Who comes again with the
/// id of the last one is sent nothing until there is something new.
/// </summary>
/// <param name="services">What streams need.</param>
/// <param name="rows">Renders them as they are, or were at most so long ago.</param>
internal sealed class BinListStream(LiveServices services, Func<TimeSpan, CancellationToken, Task<HtmlResult>> rows) : IResult
{
    /// <summary>At least between two looks, however much arrives.</summary>
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(400);

    /// <summary>At most between two: nobody is told of bins that are made, changed or deleted.</summary>
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(5);

    /// <summary>Of silence, after which it says that it is there.</summary>
    private static readonly TimeSpan _beat = TimeSpan.FromSeconds(15);

    public async Task ExecuteAsync(HttpContext context)
    {
        EventStream.SetHead(context);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, services.Lifetime.ApplicationStopping);
        try
        {
            using var reader = services.Feed.Join(new LiveFilter(bin: null, Query.Everything));
            await RunAsync(context, reader, new EventStream(context, services.Time, ended), ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Whoever wants to see more comes again.
        }
    }

    private async Task RunAsync(HttpContext context, LiveReader reader, EventStream stream, CancellationToken ended)
    {
        await stream.SendAsync(":\n\n"u8.ToArray());
        var access = new ReaderAccess(services, context, _interval);
        for (var shown = context.Request.Headers[LiveStart.LastEventId].ToString(); await access.HoldsAsync(ended);)
        {
            var changed = reader.Changed;
            if (await FindAsync(context, ended) is var (id, message) && id != shown)
            {
                await stream.SendAsync(message);
                shown = id;
            }
            else if (stream.Silence >= _beat)
            {
                await stream.SendAsync(":\n\n"u8.ToArray());
            }

            await Task.WhenAny(changed, Task.Delay(_interval, services.Time, ended));
            await Task.Delay(_pace, services.Time, ended);
        }
    }

    /// <returns>Null while the store cannot be read.</returns>
    private async Task<(string Id, ReadOnlyMemory<byte> Message)?> FindAsync(HttpContext context, CancellationToken ended)
    {
        try
        {
            var markup = await (await rows(_pace, ended)).RenderAsync(context);
            var id = ContentHash.Of(markup.Span);
            return (id, MarkupEvent.Of(id, markup.Span));
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }
}
