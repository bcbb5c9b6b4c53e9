using System.Net;
using EchoApp.Web.Echo.Body;
using EchoApp.Web.Logging;

namespace EchoApp.Web.Echo;

/// <summary>
/// A record of each echoed request for the collector, within its trace. The terminal is not told, unless it asks for this category; without a
/// collector nothing is written. The query is left out: callers put secrets there.
/// </summary>
internal sealed partial class EchoLog(ILogger<EchoLog> logger)
{
    public void Echoed(HttpContext context, in EchoRequest echo, EchoBody? body)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            Log.Echoed(logger, LogText.Escape(context.Request.Method), LogText.Escape(echo.Target.Path), context.Connection.RemoteIpAddress, body?.Received.Length ?? 0);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Echoed {Method} {Path} to {RemoteAddress}, with a body of {BodyLength} bytes.")]
        public static partial void Echoed(ILogger logger, string method, string path, IPAddress? remoteAddress, long bodyLength);
    }
}
