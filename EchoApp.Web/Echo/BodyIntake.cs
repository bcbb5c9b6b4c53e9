using EchoApp.Web.Echo.Body;
using EchoApp.Web.Memory;
using EchoApp.Web.Wire.Refusals;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace EchoApp.Web.Echo;

/// <summary>Takes a request's body in, or answers why it does not.</summary>
internal sealed partial class BodyIntake(
    IOptions<EchoOptions> options, RequestMemory memory, RefusalRecorder refusals, TimeProvider time, ILogger<BodyIntake> logger)
{
    /// <summary>What a body that is not small takes while it comes: the server's buffers for it and ours to read it into.</summary>
    private const int BodyCost = 32 * 1024;

    private const int SmallBody = 4096;

    private readonly BodyReader _bodies = new(options.Value);
    private readonly EchoOptions _options = options.Value;

    /// <summary>What a body is going to be held in.</summary>
    public RequestHold NewHold() => new(memory);

    /// <param name="context">The request.</param>
    /// <param name="connection">Its connection.</param>
    /// <param name="hold">What the body is held in.</param>
    /// <param name="isPlain">Whether its bytes are kept as they come too, with their transfer coding.</param>
    /// <returns>The body; null when the request has been answered, or its client is gone.</returns>
    public async Task<EchoBody?> ReadAsync(HttpContext context, EchoConnection connection, RequestHold hold, bool isPlain)
    {
        var request = context.Request;
        if (request.ContentLength > _options.MaxBodyLength)
        {
            refusals.Record(context.Features, StatusCodes.Status413PayloadTooLarge, "");
            await EchoProblem.TooLong(context, _options.MaxBodyLength);
            return null;
        }

        // Counted here instead, where an answer can still say which setting is in the way.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        if (!(request.ContentLength <= SmallBody) && !hold.TryTake(BodyCost))
        {
            await EchoProblem.Short(context, memory.Budget.Limit);
            return null;
        }

        if (isPlain)
        {
            connection.Wire?.KeepBody(hold.Keep(), _options.MaxBodyKept);
        }

        using var arriving = new ArrivingBody(request.Body, request.BodyReader, connection.Transport, _options, time);
        try
        {
            request.Body = arriving;
            return await _bodies.ReadAsync(request, hold, context.RequestAborted);
        }
        catch (Exception exception) when (exception is BodyTooLongException or IOException or OperationCanceledException)
        {
            hold.Dispose();
            await RefuseAsync(context, connection.Id, exception);
            return null;
        }
    }

    /// <summary>A chunk length beyond 64 bits reaches us as a plain <see cref="IOException"/>; every other bad framing as the server's own type.</summary>
    private Task RefuseAsync(HttpContext context, string connectionId, Exception exception)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            Log.BrokenBody(logger, connectionId, RefusalDiagnosis.Shown(exception.Message));
        }

        switch (exception)
        {
            case BodyTooLongException:
                refusals.Record(context.Features, StatusCodes.Status413PayloadTooLarge, exception.Message);
                return EchoProblem.TooLong(context, _options.MaxBodyLength);
            case BadHttpRequestException { StatusCode: StatusCodes.Status503ServiceUnavailable } bad:
                refusals.Record(context.Features, bad.StatusCode, bad.Message);
                return EchoProblem.Short(context, memory.Budget.Limit);
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

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Connection {ConnectionId}: a request broke off in its body: {Reason}")]
        public static partial void BrokenBody(ILogger logger, string connectionId, string reason);
    }
}
