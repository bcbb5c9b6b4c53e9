using EchoApp.Web.Echo.Body;
using EchoApp.Web.Memory;
using EchoApp.Web.Wire.Refusals;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace EchoApp.Web.Echo;

internal sealed partial class EchoMiddleware(
    RequestDelegate next,
    IOptions<EchoOptions> options,
    ReservedPrefixes prefixes,
    ServerIdentity server,
    EchoLog log,
    RefusalRecorder refusals,
    RequestMemory memory,
    TimeProvider time,
    ILogger<EchoMiddleware> logger)
{
    /// <summary>What a body that is not small takes while it comes: the server's buffers for it and ours to read it into.</summary>
    private const int BodyCost = 32 * 1024;

    private const int SmallBody = 4096;

    private readonly EchoWriter _writer = new(server);
    private readonly BodyReader _bodies = new(options.Value);
    private readonly EchoOptions _options = options.Value;

    public Task InvokeAsync(HttpContext context)
    {
        var features = context.Features;
        if (features.Get<EchoConnection>() is not { } connection)
        {
            return next(context);
        }

        var request = context.Request;
        var echo = new EchoRequest(context, connection, _options);
        if (prefixes.Cover(request.Path))
        {
            return next(context);
        }

        var isPlain = connection.Wire is not null && PlainPreference.Of(request.Headers);
        return features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }
            ? AnswerAsync(context, echo, null, null, isPlain)
            : ReadAndAnswerAsync(context, echo, isPlain);
    }

    private async Task ReadAndAnswerAsync(HttpContext context, EchoRequest echo, bool isPlain)
    {
        if (context.Request.ContentLength > _options.MaxBodyLength)
        {
            refusals.Record(context.Features, StatusCodes.Status413PayloadTooLarge, "");
            await EchoProblem.TooLong(context, _options.MaxBodyLength);
            return;
        }

        // Counted here instead, where an answer can still say which setting is in the way.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        using var hold = new RequestHold(memory);
        if (!(context.Request.ContentLength <= SmallBody) && !hold.TryTake(BodyCost))
        {
            await EchoProblem.Short(context, memory.Budget.Limit);
            return;
        }

        if (isPlain)
        {
            echo.Connection.Wire?.KeepBody(hold.Keep(), _options.MaxBodyKept);
        }

        EchoBody body;
        using var arriving = new ArrivingBody(context.Request.Body, context.Request.BodyReader, echo.Connection.Transport, _options, time);
        try
        {
            context.Request.Body = arriving;
            body = await _bodies.ReadAsync(context.Request, hold, context.RequestAborted);
        }
        catch (Exception exception) when (exception is BodyTooLongException or IOException or OperationCanceledException)
        {
            hold.Dispose();
            await RefuseAsync(context, echo.Connection.Id, exception);
            return;
        }

        await AnswerAsync(context, echo, body, hold, isPlain);
    }

    /// <summary>A chunk length beyond 64 bits reaches us as a plain <see cref="IOException"/>; every other bad framing as the server's own type.</summary>
    private Task RefuseAsync(HttpContext context, string connectionId, Exception exception)
    {
        Log.BrokenBody(logger, connectionId, exception.Message);
        switch (exception)
        {
            case BodyTooLongException:
                refusals.Record(context.Features, StatusCodes.Status413PayloadTooLarge, exception.Message);
                return EchoProblem.TooLong(context, _options.MaxBodyLength);
            case BadHttpRequestException bad:
                return EchoProblem.Unreadable(context, bad.StatusCode, refusals.Record(context.Features, bad.StatusCode, bad.Message));
            case IOException and not ConnectionResetException:
                return EchoProblem.Unreadable(
                    context, StatusCodes.Status400BadRequest, refusals.Record(context.Features, StatusCodes.Status400BadRequest, exception.Message));
            default:
                context.Abort();
                return Task.CompletedTask;
        }
    }

    /// <param name="context">The request.</param>
    /// <param name="echo">What is known of it.</param>
    /// <param name="body">Its body; null without one.</param>
    /// <param name="hold">What the body is held in; given back as soon as the answer is written, before a slow client has read it.</param>
    /// <param name="isPlain">Whether the answer is the request itself.</param>
    private Task AnswerAsync(HttpContext context, in EchoRequest echo, EchoBody? body, RequestHold? hold, bool isPlain)
    {
        log.Echoed(context, echo, body);
        hold?.GiveForAnswer();
        var buffer = EchoBuffer.Rent(memory);
        var isWritten = false;
        try
        {
            isWritten = TryWrite(context, buffer, echo, body, isPlain) || (body is not null && TryWrite(context, buffer, echo, body.WithoutCopies(), isPlain));
        }
        finally
        {
            hold?.Dispose();
            echo.Connection.Transport?.Recorder.Release();
            if (!isWritten)
            {
                EchoBuffer.Return(buffer);
            }
        }

        if (!isWritten)
        {
            return EchoProblem.Short(context, memory.Budget.Limit);
        }

        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        return EchoResponse.SendAsync(context, buffer);
    }

    /// <returns>False when there is no memory for it.</returns>
    private bool TryWrite(HttpContext context, EchoBuffer buffer, in EchoRequest echo, EchoBody? body, bool isPlain)
    {
        buffer.Clear();
        try
        {
            if (isPlain && echo.Connection.Wire is { } wire)
            {
                PlainAnswer.Write(context.Response, buffer, wire);
            }
            else
            {
                context.Response.ContentType = "application/json; charset=utf-8";
                _writer.Write(buffer.Writer(echo.Indented), context, echo, body);
                buffer.EndLine();
            }

            return true;
        }
        catch (MemoryShortageException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Connection {ConnectionId}: a request broke off in its body: {Reason}")]
        public static partial void BrokenBody(ILogger logger, string connectionId, string reason);
    }
}
