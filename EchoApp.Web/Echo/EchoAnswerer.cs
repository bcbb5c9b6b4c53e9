using EchoApp.Web.Echo.Body;
using EchoApp.Web.Memory;

namespace EchoApp.Web.Echo;

/// <summary>Answers a request with itself, as it arrived.</summary>
internal sealed class EchoAnswerer(ServerIdentity server, EchoLog log, RequestMemory memory)
{
    private readonly EchoWriter _writer = new(server);

    /// <param name="context">The request.</param>
    /// <param name="echo">What is known of it.</param>
    /// <param name="body">Its body; null without one.</param>
    /// <param name="hold">What the body is held in; given back as soon as the answer is written, before a slow client has read it.</param>
    /// <param name="whenShort">What is answered when there is no memory for the echo; null for that.</param>
    public Task AnswerAsync(HttpContext context, in EchoRequest echo, EchoBody? body, RequestHold? hold, Func<HttpContext, Task>? whenShort = null)
    {
        log.Echoed(context, echo, body);
        hold?.GiveForAnswer();
        var buffer = EchoBuffer.Rent(memory);
        var isWritten = false;
        try
        {
            isWritten = TryWrite(context, buffer, echo, body) || (body is not null && TryWrite(context, buffer, echo, body.WithoutCopies()));
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
            return whenShort?.Invoke(context) ?? EchoProblem.Short(context, memory.Budget.Limit);
        }

        var headers = context.Response.Headers;
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }

        headers.XContentTypeOptions = "nosniff";
        return EchoResponse.SendAsync(context, buffer);
    }

    /// <returns>False when there is no memory for it.</returns>
    private bool TryWrite(HttpContext context, EchoBuffer buffer, in EchoRequest echo, EchoBody? body)
    {
        buffer.Clear();
        try
        {
            if (echo.IsPlain && echo.Connection.Wire is { } wire)
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
