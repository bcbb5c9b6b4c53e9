using EchoApp.Web.Echo.Body;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace EchoApp.Web.Echo;

internal sealed partial class EchoMiddleware(
    RequestDelegate next, IOptions<EchoOptions> options, ReservedPrefixes prefixes, ServerIdentity server, EchoLog log, ILogger<EchoMiddleware> logger)
{
    private readonly EchoWriter _writer = new(server);
    private readonly BodyReader _bodies = new(options.Value);
    private readonly long _maxBodyLength = options.Value.MaxBodyLength;

    public Task InvokeAsync(HttpContext context)
    {
        var features = context.Features;
        if (features.Get<EchoConnection>() is not { } connection)
        {
            return next(context);
        }

        var echo = new EchoRequest(context, connection);
        if (prefixes.Cover(context.Request.Path))
        {
            return next(context);
        }

        return features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }
            ? AnswerAsync(context, echo, null)
            : ReadAndAnswerAsync(context, echo);
    }

    private async Task ReadAndAnswerAsync(HttpContext context, EchoRequest echo)
    {
        if (context.Request.ContentLength > _maxBodyLength)
        {
            await EchoProblem.TooLong(context, _maxBodyLength);
            return;
        }

        // Counted here instead, where an answer can still say which setting is in the way.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        EchoBody body;
        try
        {
            body = await _bodies.ReadAsync(context.Request, context.RequestAborted);
        }
        catch (Exception exception) when (exception is BodyTooLongException or IOException or OperationCanceledException)
        {
            await RefuseAsync(context, echo.Connection.Id, exception);
            return;
        }

        await AnswerAsync(context, echo, body);
    }

    /// <summary>A chunk length beyond 64 bits reaches us as a plain <see cref="IOException"/>; every other bad framing as the server's own type.</summary>
    private Task RefuseAsync(HttpContext context, string connectionId, Exception exception)
    {
        Log.BrokenBody(logger, connectionId, exception.Message);
        switch (exception)
        {
            case BodyTooLongException:
                return EchoProblem.TooLong(context, _maxBodyLength);
            case BadHttpRequestException bad:
                return EchoProblem.Unreadable(context, bad.StatusCode, bad.Message);
            case IOException and not ConnectionResetException:
                return EchoProblem.Unreadable(context, StatusCodes.Status400BadRequest, exception.Message);
            default:
                context.Abort();
                return Task.CompletedTask;
        }
    }

    private Task AnswerAsync(HttpContext context, in EchoRequest echo, EchoBody? body)
    {
        var headers = context.Response.Headers;
        headers.ContentType = "application/json; charset=utf-8";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        var buffer = EchoBuffer.Rent();
        _writer.Write(buffer.Writer(echo.Indented), context, echo, body);
        buffer.EndLine();
        log.Echoed(context, echo, body);
        return EchoResponse.SendAsync(context, buffer);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Connection {ConnectionId}: a request broke off in its body: {Reason}")]
        public static partial void BrokenBody(ILogger logger, string connectionId, string reason);
    }
}
