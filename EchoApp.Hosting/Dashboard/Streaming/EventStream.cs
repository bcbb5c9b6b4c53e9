using EchoApp.Hosting.Dashboard.ConsoleLogs;
using EchoApp.Hosting.Dashboard.Resources;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EchoApp.Hosting.Dashboard.Streaming;

/// <summary>Tells a browser what is new, as long as it listens.</summary>
/// <param name="console">Whose lines; null for nobody's.</param>
/// <param name="tail">How many of the newest lines at first.</param>
/// <param name="resumed">Up to where it has been told; null for nothing.</param>
internal sealed class EventStream(ConsoleSelection? console, int tail, StreamCursor? resumed) : IResult
{
    private const int RetryMilliseconds = 1_000;

    /// <summary>How long it says nothing before it says that it is still there.</summary>
    public static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(15);

    /// <summary>What comes within this is told together.</summary>
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _telemetryPace = TimeSpan.FromMilliseconds(250);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var output = new EventWriter(httpContext.Response.BodyWriter);
        var session = new StreamSession(services.GetRequiredService<StreamSources>(), services.GetRequiredService<DashboardRun>().Id, console, output);
        if (resumed is null)
        {
            session.Begin(tail);
        }
        else
        {
            session.Resume(resumed);
        }

        Prepare(httpContext);
        using var watch = services.GetRequiredService<ResourceUsageHistory>().Watch();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            httpContext.RequestAborted, services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        output.WriteRetry(RetryMilliseconds);
        await RunAsync(session, output, services.GetRequiredService<TimeProvider>(), ended.Token, httpContext.RequestAborted);
    }

    private static void Prepare(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            // A tab in the background, or under a debugger, is not to be cut off for being slow.
            rate.MinDataRate = null;
        }
    }

    // After the end is known it looks once more: the last states are told.
    private static async Task RunAsync(StreamSession session, EventWriter output, TimeProvider timeProvider, CancellationToken ended, CancellationToken aborted)
    {
        var telemetryDue = 0L;
        while (true)
        {
            var isLast = ended.IsCancellationRequested;
            Task[] signals = [.. session.Signals()];
            var telemetry = session.TelemetrySignal(ended);
            var isTelemetryDue = telemetryDue == 0 || timeProvider.GetElapsedTime(telemetryDue) >= _telemetryPace;
            if (isTelemetryDue || isLast)
            {
                telemetryDue = timeProvider.GetTimestamp();
                session.WriteTelemetry();
            }

            var isMore = session.WriteNew();
            await output.FlushAsync(aborted);
            if (isMore)
            {
                continue;
            }

            if (isLast)
            {
                return;
            }

            await WaitAsync(output, timeProvider, [.. signals, isTelemetryDue ? telemetry : Delay(timeProvider, _telemetryPace, ended)], ended, aborted);
        }
    }

    private static async Task WaitAsync(EventWriter output, TimeProvider timeProvider, Task[] signals, CancellationToken ended, CancellationToken aborted)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ended);
        while (!ended.IsCancellationRequested)
        {
            var ping = Delay(timeProvider, PingInterval, waiting.Token);
            if (await Task.WhenAny([.. signals, ping]) != ping)
            {
                await waiting.CancelAsync();
                await Delay(timeProvider, _pace, ended);
                return;
            }

            if (!ended.IsCancellationRequested)
            {
                output.WritePing();
                await output.FlushAsync(aborted);
            }
        }
    }

    private static Task Delay(TimeProvider timeProvider, TimeSpan time, CancellationToken cancellationToken) =>
        Task.Delay(time, timeProvider, cancellationToken).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
