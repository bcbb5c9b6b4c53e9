using System.Text;
using EchoApp.Web.Echo;
using EchoApp.Web.Echo.Body;
using EchoApp.Web.Memory;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins.Responses;

/// <summary>Answers a request that has been stored, as planned.</summary>
internal sealed class BinAnswerer(EchoAnswerer echoes, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>Whether a status has no body (RFC 9110 sections 15.3.5, 15.3.6 and 15.4.5).</summary>
    public static bool HasNoBody(int status) => status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified;

    /// <param name="context">The request.</param>
    /// <param name="echo">What is known of it.</param>
    /// <param name="body">Its body; null without one.</param>
    /// <param name="hold">What the body is held in.</param>
    /// <param name="plan">How it is answered.</param>
    /// <param name="record">What was stored.</param>
    public async Task AnswerAsync(HttpContext context, EchoRequest echo, EchoBody? body, RequestHold hold, AnswerPlan plan, RequestRecord record)
    {
        var response = plan.Response;
        if (response?.Body is not null || plan.HasNoBody)
        {
            hold.Dispose();
        }

        if (response is { Delay: > 0 })
        {
            await DelayAsync(response.Delay, context.RequestAborted);
        }

        context.Response.StatusCode = plan.Status;
        if (response?.Headers is { } headers)
        {
            foreach (var (name, value) in headers)
            {
                context.Response.Headers[name] = value;
            }
        }

        if (response?.Body is { } template)
        {
            await WriteAsync(context, response.ContentType, Placeholders.Fill(template, new AnswerFacts(context, echo.Query, record, plan.Number), BodyEscape.For(response.ContentType)));
        }
        else if (plan.HasNoBody || HasNoBody(plan.Status))
        {
            context.Response.Headers.CacheControl = "no-store";
        }
        else
        {
            await echoes.AnswerAsync(context, echo, body, hold);
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
    private static async Task WriteAsync(HttpContext context, string? contentType, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var response = context.Response;
        response.ContentType = contentType ?? "text/plain; charset=utf-8";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox";
        if (response.Headers.CacheControl.Count == 0)
        {
            response.Headers.CacheControl = "no-store";
        }

        response.ContentLength = bytes.Length;
        if (context.Request.Method != HttpMethods.Head)
        {
            await response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
