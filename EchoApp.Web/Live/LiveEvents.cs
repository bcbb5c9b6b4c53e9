using System.Text;
using System.Text.Json;
using EchoApp.Web.Api;
using EchoApp.Web.Requests;
using EchoApp.Web.Storage;
using EchoApp.Web.Telemetry;

namespace EchoApp.Web.Live;

/// <summary>Writes requests as server-sent events (WHATWG HTML section 9.2.6): the JSON of the lists, and for an id the cursor to go on from.</summary>
internal sealed partial class LiveEvents(TraceUrl traces, ILogger<LiveEvents> logger)
{
    /// <summary>One event. One that cannot be read, as a newer version of EchoApp may have stored it, has no bytes: nobody is to miss what comes after it.</summary>
    public LiveEntry Write(ListedRequest request)
    {
        try
        {
            return new(request.Position, request.Record, Write(request.Position, RequestItem.Of(request.Record, traces)));
        }
        catch (JsonException exception)
        {
            Log.CannotBeRead(logger, request.Record.Id, exception);
            return new(request.Position, request.Record, default);
        }
    }

    /// <summary>The line that a reader remembers where it is by. Without data no browser tells its page of it.</summary>
    public static byte[] Id(long position) => Encoding.ASCII.GetBytes($"id: {Cursor.Of(position)}\n");

    // The id last: some clients take it as soon as they see it, and what is cut off behind it would be lost to them.
    private static byte[] Write(long position, RequestItem item) =>
        [.. "data: "u8, .. JsonSerializer.SerializeToUtf8Bytes(item, JsonAnswers.Json.RequestItem), (byte)'\n', .. Id(position), (byte)'\n'];

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The request {Id} is in the store and cannot be read: live streams leave it out.")]
        public static partial void CannotBeRead(ILogger logger, Guid id, Exception exception);
    }
}
