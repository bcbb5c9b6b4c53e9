using System.Diagnostics.Metrics;
using System.Net;
using EchoApp.Tests.Http;
using EchoApp.Web.Echo;
using EchoApp.Web.Memory;
using EchoApp.Web.Wire.Refusals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EchoApp.Tests.Web.Echo;

/// <summary>
/// A real server on loopback: an echo on IPv4 and on IPv6, an HTTP/2 echo, and a listener that is no echo and answers 418. In this process, unless
/// <see cref="PublishedWeb"/> is to be tested, and the test is not <see cref="InThisProcessAttribute">of this process</see>.
/// </summary>
internal sealed class EchoServer : IAsyncDisposable
{
    // Among paths at random are those of bins.
    private static readonly (string Name, string Value) _noBins = ("Echo__Prefixes__b", "false");

    private readonly WebApplication? _app;
    private readonly LogCollector _logs = new();
    private readonly WebProcess? _web;
    private readonly HttpClient _client = new();

    private EchoServer(WebProcess web)
    {
        _web = web;
        EndPoints = web.EchoEndPoints;
    }

    private EchoServer(WebApplication app, LogCollector logs)
    {
        _app = app;
        _logs = logs;
        EndPoints = [.. app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses
            .Select(address => new Uri(address)).Select(uri => new IPEndPoint(IPAddress.Parse(uri.Host), uri.Port))];
    }

    /// <summary>What it has logged as errors of its own; once it is disposed of, also that it had ended before.</summary>
    public IReadOnlyCollection<string> Errors => _web?.Faults ?? _logs.Errors;

    /// <summary>The scope of its meters.</summary>
    public IMeterFactory Meters => Inside.GetRequiredService<IMeterFactory>();

    public MemoryBudget Memory => Inside.GetRequiredService<MemoryBudget>();

    public ConnectionLimit Connections => Inside.GetRequiredService<ConnectionLimit>();

    public RefusalLog Refusals => Inside.GetRequiredService<RefusalLog>();

    public IPEndPoint EndPoint => EndPoints[0];

    public IPEndPoint IPv6 => EndPoints[1];

    public IPEndPoint Http2 => OfThisProcess.EndPoints[2];

    public IPEndPoint NoEcho => OfThisProcess.EndPoints[3];

    public HttpClient Client => _client;

    public Uri Uri => new($"http://{EndPoint}");

    private IReadOnlyList<IPEndPoint> EndPoints { get; }

    private IServiceProvider Inside => OfThisProcess._app!.Services;

    private EchoServer OfThisProcess
    {
        get
        {
            return _app is not null ? this : throw new InvalidOperationException("It looks inside of the server: it is to be marked with [InThisProcess].");
        }
    }

    public static async Task<EchoServer> StartAsync(Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
        if (PublishedWeb.Path is not null && configure is null && !IsOfThisProcess())
        {
            return new EchoServer(await WebProcess.StartAsync(
                [.. (settings ?? []).Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value!)), ("Shutdown__Timeout", "0.2"), _noBins]));
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var logs = new LogCollector();
        builder.Logging.AddProvider(logs);
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseEchoConnections().Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.IPv6Loopback, 0, listen => listen.UseEchoConnections().Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseEchoConnections().Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddEcho();
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseEcho();
        app.Run(context =>
        {
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            return Task.CompletedTask;
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new EchoServer(app, logs);
    }

    public Task<RawHttp> ConnectAsync() => RawHttp.ConnectAsync(EndPoint, TestContext.Current.CancellationToken);

    public Task<RawResponse> ExchangeAsync(string request) => RawHttp.ExchangeAsync(EndPoint, request, TestContext.Current.CancellationToken);

    /// <summary>Sends a GET with these header lines, each ended by CRLF.</summary>
    public Task<RawResponse> GetAsync(string target, string headers = "") => ExchangeAsync($"GET {target} HTTP/1.1\r\nHost: echo.test\r\n{headers}\r\n");

    public async Task<RawResponse> PostAsync(byte[] body, string? contentType, string headers = "", string target = "/in")
    {
        var type = contentType is null ? "" : $"Content-Type: {contentType}\r\n";
        await using var connection = await ConnectAsync();
        var cancellationToken = TestContext.Current.CancellationToken;
        await connection.SendAsync($"POST {target} HTTP/1.1\r\nHost: echo.test\r\n{type}Content-Length: {body.Length}\r\n{headers}\r\n", cancellationToken);
        await connection.SendAsync(body, cancellationToken);
        return await connection.ReceiveAsync(false, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_web is not null)
        {
            await using var web = _web;
            await web.EndAsync();
        }

        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private static bool IsOfThisProcess() =>
        TestContext.Current.Test?.Traits.TryGetValue(InThisProcessAttribute.Name, out var values) == true && values.Contains(InThisProcessAttribute.Value);
}
