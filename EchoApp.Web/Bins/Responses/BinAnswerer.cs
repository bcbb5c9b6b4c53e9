using EchoApp.Web.Echo;
using EchoApp.Web.Echo.Body;
using EchoApp.Web.Memory;
using EchoApp.Web.Storage;
using Microsoft.Net.Http.Headers;

namespace EchoApp.Web.Bins.Responses;

/// <summary>Answers a request that has been stored, as planned.</summary>
internal sealed class BinAnswerer(EchoAnswerer echoes, RequestMemory memory, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>Whether a status has no body (RFC 9110 sections 15.3.5, 15.3.6 and 15.4.5).</summary>
    public static bool HasNoBody(int status) => status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified;

    /// <summary>Whether it is the echo of the request, with a status and headers that may be the bin's.</summary>
    public static bool IsEcho(AnswerPlan plan) => plan.Response?.Body is null && !plan.HasNoBody && !HasNoBody(plan.Status);

    /// <param name="context">The request.</param>
    /// <param name="echo">What is known of it.</param>
    /// <param name="body">Its body; null without one.</param>
    /// <param name="hold">What the body is held in.</param>
    /// <param name="plan">How it is answered.</param>
    /// <param name="record">What was stored.</param>
    public async Task AnswerAsync(HttpContext context, EchoRequest echo, EchoBody? body, RequestHold hold, AnswerPlan plan, RequestRecord record)
    {
        var response = plan.Response;
        var isEcho = IsEcho(plan);
        if (!isEcho)
        {
            hold.Dispose();
        }

        if (response is { Delay: > 0 })
        {
            await DelayAsync(response.Delay, context.RequestAborted);
        }

        if (isEcho)
        {
            SetHead(context, plan);
            await echoes.AnswerAsync(context, echo, body, hold, AnswerShortly);
            return;
        }

        await WriteAsync(context, echo.Query, plan, record);
    }

    /// <summary>Writes an answer that is no echo.</summary>
    /// <param name="context">The request.</param>
    /// <param name="query">Its query; null without one.</param>
    /// <param name="plan">How it is answered.</param>
    /// <param name="record">What was stored.</param>
    public Task WriteAsync(HttpContext context, NamedValues? query, AnswerPlan plan, RequestRecord record)
    {
        SetHead(context, plan);
        return plan.Response?.Body is { } template ? WriteAsync(context, plan.Response.ContentType, template, new AnswerFacts(context, query, record, plan.Number)) : AnswerWithoutBody(context);
    }

    /// <summary>Sets the status, and the headers that the bin is told to send.</summary>
    public static void SetHead(HttpContext context, AnswerPlan plan)
    {
        context.Response.StatusCode = plan.Status;
        if (plan.Response?.Headers is { } headers)
        {
            AddHeaders(context.Response.Headers, headers);
        }
    }

    private static void AddHeaders(IHeaderDictionary answer, IReadOnlyDictionary<string, string> headers)
    {
        foreach (var (name, value) in headers)
        {
            if (name.Equals(HeaderNames.Vary, StringComparison.OrdinalIgnoreCase))
            {
                answer.Append(name, value);
            }
            else
            {
                answer[name] = value;
            }
        }
    }

    private static Task AnswerWithoutBody(HttpContext context)
    {
        KeepFromBeingStored(context.Response.Headers);
        if (context.Response.StatusCode is not (StatusCodes.Status204NoContent or StatusCodes.Status304NotModified) && context.Request.Method is var method && method != HttpMethods.Head && method != HttpMethods.Connect)
        {
            // As the server would by itself (RFC 9110 section 8.6), so that it is known to whoever shows the answer.
            context.Response.ContentLength = 0;
        }

        return Task.CompletedTask;
    }

    /// <summary>It is stored, so it is not to be sent again: the answer is what it was going to be, without what there is no memory for.</summary>
    private static Task AnswerShortly(HttpContext context)
    {
        context.Response.Headers[PlainAnswer.TruncatedHeader] = "answer";
        context.Response.ContentType = null;
        context.Response.ContentLength = null;
        return AnswerWithoutBody(context);
    }

    private static void KeepFromBeingStored(IHeaderDictionary headers)
    {
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }
    }

    /// <summary>At the end of the process nobody is kept waiting: the answer stands.</summary>
    private async Task DelayAsync(double seconds, CancellationToken aborted)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(aborted, lifetime.ApplicationStopping);
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), time, ends.Token);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
        }
    }

    /// <summary>What is set by whoever has the token, with values of whoever sends: never sniffed, and without an origin should a browser show it.</summary>
    private Task WriteAsync(HttpContext context, string? contentType, string template, AnswerFacts facts)
    {
        var buffer = EchoBuffer.Rent(memory);
        try
        {
            Placeholders.Fill(template, facts, BodyEscape.For(contentType), buffer);
        }
        catch (MemoryShortageException)
        {
            EchoBuffer.Return(buffer);
            return AnswerShortly(context);
        }

        var response = context.Response;
        response.ContentType = contentType ?? "text/plain; charset=utf-8";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox";
        KeepFromBeingStored(response.Headers);
        return EchoResponse.SendAsync(context, buffer);
    }
}
