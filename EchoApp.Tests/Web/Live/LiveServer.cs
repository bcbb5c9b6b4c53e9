using System.Net;
using EchoApp.Tests.Web.Bins;
using EchoApp.Tests.Web.Echo;
using EchoApp.Tests.Web.Storage;
using EchoApp.Tests.Web.Storage.Sqlite;
using EchoApp.Web.Access;
using EchoApp.Web.Api;
using EchoApp.Web.Echo;
using EchoApp.Web.Live;
using EchoApp.Web.Memory;
using EchoApp.Web.Storage;
using EchoApp.Web.Telemetry;
using EchoApp.Web.Waiting;
using EchoApp.Web.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EchoApp.Tests.Web.Live;

/// <summary>The live streams on a real server and a store with the bins <c>orders</c> and <c>other</c>, in this process: with a clock that stands still until told otherwise.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LogCollector _logs;
    private readonly SqliteHost _host;
    private readonly FakeTimeProvider _time;
    private int _streams;
    private bool _areErrorsExpected;

    private LiveServer(WebApplication app, LogCollector logs, SqliteHost host, FailingStore store, FakeTimeProvider time)
    {
        (_app, _logs, _host, Store, _time) = (app, logs, host, store, time);
        app.UseRouting().UseApi().UseAccess();
        app.Use(async (context, next) =>
        {
            Interlocked.Increment(ref _streams);
            try
            {
                await next(context);
            }
            finally
            {
                Interlocked.Decrement(ref _streams);
            }
        });
        app.MapLive().MapWaiting().MapLogin();
    }

    public FailingStore Store { get; }

    public MemoryBudget Memory => _app.Services.GetRequiredService<MemoryBudget>();

    /// <summary>How many requests are being answered.</summary>
    public int Streams => Volatile.Read(ref _streams);

    public IPEndPoint Http1 => EndPoint(0);

    public IPEndPoint Http2 => EndPoint(1);

    /// <summary>What time it is there.</summary>
    public DateTimeOffset Now => _time.GetUtcNow();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<LiveServer> StartAsync()
    {
        var host = new SqliteHost();
        var store = new FailingStore(await Samples.OpenAsync(host));
        await store.Bins.TryCreateAsync(Samples.Bin("other"), 10, Cancellation);
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var logs = new LogCollector();
        builder.Logging.AddProvider(logs);
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseConnectionLimit().UseWire(isShown: true).Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton<IStore>(store);
        builder.Services.AddSingleton(AccessToken.Given(BinnedWeb.Token)).AddSingleton(new AllowedHosts([])).AddSingleton<FirstLink>().AddSingleton<Sessions>().AddSingleton<AccessRules>();
        builder.Services.AddSingleton(new TraceUrl(null)).AddMetrics().AddRoutingCore().AddEcho().AddApi().AddLive().AddWaiting().AddSingleton(Samples.Contents);
        var server = new LiveServer(builder.Build(), logs, host, store, time);
        await server._app.StartAsync(Cancellation);
        return server;
    }

    public async Task<EventSource> FollowAsync(string path = "bins/orders/live", string? lastId = null, Action<HttpRequestMessage>? ask = null)
    {
        var source = new EventSource(new Uri($"http://{Http1}/api/{path}"), lastId, ask);
        await source.BegunAsync();
        return source;
    }

    public async Task CaptureAsync(string target, string bin = "orders") => Assert.True(await Store.AppendAsync(LiveSamples.Request(target, bin)));

    /// <summary>Lets time pass, a little at a time, until it is so.</summary>
    public Task WhileTimePassesAsync(Func<bool> condition, string what, double seconds = 1) => Eventually.TrueAsync(
        () =>
        {
            _time.Advance(TimeSpan.FromSeconds(seconds));
            return condition();
        },
        what);

    /// <summary>What it has logged as errors, which are expected then.</summary>
    public IReadOnlyList<string> TakeErrors()
    {
        _areErrorsExpected = true;
        return [.. _logs.Errors];
    }

    public Task StopAsync() => _app.StopAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _host.DisposeAsync();
        Assert.True(_areErrorsExpected || _logs.Errors.Count == 0, string.Join('\n', _logs.Errors));
    }

    private IPEndPoint EndPoint(int index)
    {
        var uri = new Uri(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.ElementAt(index));
        return new IPEndPoint(IPAddress.Parse(uri.Host), uri.Port);
    }
}
