using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

/// <summary>
/// Writes a signal as lines of JSON (NDJSON) until the caller leaves or the application stops: first what is kept, then what comes. It reads
/// on in the ring from the number it has come to; what was dropped before a slow caller came to it is missing from its lines.
/// </summary>
internal sealed class Following<T>(SequencedRing<T> ring, ChangeSignal newest, Func<T, bool> matches)
    where T : class, ISequenced
{
    private const int BatchSize = 1_000;
    private const byte LineFeed = (byte)'\n';

    public async Task WriteAsync<TView>(HttpContext context, RecordQuery query, Func<T, TView> view, JsonTypeInfo<TView> type)
    {
        var lifetime = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.ContentType = "application/x-ndjson";
        context.Response.Headers.CacheControl = "no-store";
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            // Who reads through a pager takes the time it takes.
            rate.MinDataRate = null;
        }

        try
        {
            var page = query.Find(ring, matches, ended.Token);
            // So that who follows knows at once that it does.
            await context.Response.BodyWriter.FlushAsync(ended.Token);
            while (true)
            {
                await WriteBatchAsync(context.Response, page.Items.Select(view), type, ended.Token);
                await newest.WaitAsync(page.Cursor, ended.Token);
                page = RingQuery.After(ring, matches, page.Cursor, long.MaxValue, BatchSize, ended.Token);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }
    }

    private static async Task WriteBatchAsync<TView>(HttpResponse response, IEnumerable<TView> items, JsonTypeInfo<TView> type, CancellationToken cancellationToken)
    {
        await using var writer = new Utf8JsonWriter(response.BodyWriter);
        foreach (var batch in items.Chunk(BatchSize))
        {
            foreach (var item in batch)
            {
                JsonSerializer.Serialize(writer, item, type);
                writer.Flush();
                writer.Reset();
                response.BodyWriter.GetSpan(1)[0] = LineFeed;
                response.BodyWriter.Advance(1);
            }

            await response.BodyWriter.FlushAsync(cancellationToken);
        }
    }
}
