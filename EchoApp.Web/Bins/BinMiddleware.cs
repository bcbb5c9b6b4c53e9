using System.Diagnostics;
using EchoApp.Web.Bins.Responses;
using EchoApp.Web.Capture;
using EchoApp.Web.Echo;
using EchoApp.Web.Echo.Body;
using EchoApp.Web.Memory;
using EchoApp.Web.Storage;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace EchoApp.Web.Bins;

/// <summary>Takes the requests that the echo leaves to bins: stores them, and answers once they are stored.</summary>
internal sealed class BinMiddleware(
    RequestDelegate next, IOptions<EchoOptions> options, BodyIntake bodies, BinCapture capture, AnswerPlanner planner, BinAnswerer answerer, BinRefuser refuser)
{
    private readonly EchoOptions _options = options.Value;

    public Task InvokeAsync(HttpContext context) =>
        context.Features.Get<EchoConnection>() is { } connection ? AnswerAsync(context, connection) : next(context);

    private async Task AnswerAsync(HttpContext context, EchoConnection connection)
    {
        var receivedAt = capture.Now;
        var echo = new EchoRequest(context, connection, _options);
        var name = BinPath.NameIn(context.Request.Path.Value!);
        capture.Note(context.Response);
        try
        {
            await (await capture.FindAsync(name, context.RequestAborted) is not { } bin ? refuser.Unknown(context, name)
                : capture.MayTakeOne(bin) ? CaptureAsync(context, echo, bin, receivedAt)
                : refuser.TooMany(context, bin.Name));
        }
        catch (StoreUnavailableException exception)
        {
            await refuser.NotStored(context, exception, isRead: false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The sender is gone.
        }
        finally
        {
            // A connection that waits for its next request holds nothing.
            connection.Transport?.Recorder.Release();
        }
    }

    private async Task CaptureAsync(HttpContext context, EchoRequest echo, Bin bin, DateTimeOffset receivedAt)
    {
        using var hold = bodies.NewHold();
        EchoBody? body = null;
        TimeSpan? bodyTook = null;
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false })
        {
            var begun = Stopwatch.GetTimestamp();
            body = await bodies.ReadAsync(context, echo.Connection, hold, echo.IsPlain);
            if (body is null)
            {
                refuser.BodyRefused(context);
                return;
            }

            bodyTook = body.Received.Length == 0 ? null : Stopwatch.GetElapsedTime(begun);
            if (!bin.Settings.Raw && !hold.TryTake(BinCapture.CostOf(body)))
            {
                await refuser.Short(context);
                return;
            }
        }

        try
        {
            await StoreAndAnswerAsync(context, echo, body, hold, bin, new Arrival(receivedAt, bodyTook));
        }
        catch (StoreUnavailableException exception)
        {
            await refuser.NotStored(context, exception, isRead: true);
        }
    }

    private async Task StoreAndAnswerAsync(HttpContext context, EchoRequest echo, EchoBody? body, RequestHold hold, Bin bin, Arrival arrival)
    {
        var plan = await planner.PlanAsync(context, bin, context.RequestAborted);
        if (await capture.StoreAsync(context, echo, body, bin, arrival, plan) is { } record)
        {
            await answerer.AnswerAsync(context, echo, body, hold, plan, record);
        }
        else
        {
            await refuser.Unknown(context, bin.Name.ToString(), isRead: true);
        }
    }
}
