using EchoApp.Web.Echo.Body;
using EchoApp.Web.Memory;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace EchoApp.Web.Echo;

internal sealed class EchoMiddleware(
    RequestDelegate next, IOptions<EchoOptions> options, ReservedPrefixes prefixes, ServerIdentity server, EchoLog log, BodyIntake bodies, RequestMemory memory)
{
    private readonly EchoWriter _writer = new(server);
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
        using var hold = new RequestHold(memory);
        if (await bodies.ReadAsync(context, echo.Connection, hold, isPlain) is { } body)
        {
            await AnswerAsync(context, echo, body, hold, isPlain);
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
}
