using EchoApp.Web.Echo.Body;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace EchoApp.Web.Echo;

internal sealed partial class EchoMiddleware(
    RequestDelegate next, IOptions<EchoOptions> options, ReservedPrefixes prefixes, ServerIdentity server, ILogger<EchoMiddleware> logger)
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

        try
        {
            var body = await _bodies.ReadAsync(context.Request, context.RequestAborted);
            await AnswerAsync(context, echo, body);
        }
        catch (BodyTooLongException)
        {
            await EchoProblem.TooLong(context, _maxBodyLength);
        }
        catch (BadHttpRequestException exception)
        {
            Log.BrokenBody(logger, echo.Connection.Id, exception.Message);
            await EchoProblem.BadRequest(context, exception);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            Log.BrokenBody(logger, echo.Connection.Id, exception.Message);
            context.Abort();
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
        return EchoResponse.SendAsync(context, buffer);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Connection {ConnectionId}: a request broke off in its body: {Reason}")]
        public static partial void BrokenBody(ILogger logger, string connectionId, string reason);
    }
}
