using System.Buffers;
using System.Text.Json;
using EchoApp.Hosting.Dashboard.Streaming;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EchoApp.Hosting.Dashboard.ConsoleLogs;

/// <summary>Writes kept lines, and those to come if they are to be followed, until the caller leaves or the application ends.</summary>
/// <param name="selection">Whose lines.</param>
/// <param name="tail">How many of the kept ones, of each instance.</param>
/// <param name="follow">Whether to go on with those to come.</param>
internal sealed class ConsoleLines(ConsoleSelection selection, int tail, bool follow) : IResult
{
    private static readonly byte[] _end = "\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var (store, names) = (services.GetRequiredService<ConsoleStore>(), services.GetRequiredService<ConsoleNames>());
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            httpContext.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        var response = httpContext.Response;
        response.ContentType = "application/x-ndjson; charset=utf-8";
        if (httpContext.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            // Who reads through a pager takes the time it takes.
            rate.MinDataRate = null;
        }

        var (cursor, tails) = (0L, store.TailOfEach(selection, tail));
        while (true)
        {
            var next = store.Next();
            var batch = store.Read(selection, cursor, ConsoleApi.BatchSize, tails);
            cursor = batch.Cursor;
            foreach (var line in batch.Lines)
            {
                Write(response, line, names);
            }

            await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
            if (batch.Lines.Count == ConsoleApi.BatchSize)
            {
                continue;
            }

            if (!follow || ended.IsCancellationRequested)
            {
                return;
            }

            await next.WaitAsync(ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void Write(HttpResponse response, ConsoleLine line, ConsoleNames names)
    {
        using (var json = new Utf8JsonWriter(response.BodyWriter, StreamJson.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("seq", line.Sequence);
            json.WriteString("resource", names.Id(line.Entry.InstanceId));
            json.WriteString("name", names.DisplayName(line.Entry.InstanceId));
            json.WriteNumber("number", line.Entry.Number);
            json.WriteString("time", line.Entry.Time);
            json.WriteBoolean("error", line.Entry.IsError);
            json.WriteString("text", line.Entry.Text);
            json.WriteEndObject();
        }

        response.BodyWriter.Write(_end);
    }
}
