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

/// <summary>A real server on loopback: an echo on IPv4 and on IPv6, an HTTP/2 echo, and a listener that is no echo and answers 418.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client = new();

    private EchoServer(WebApplication app, LogCollector logs)
    {
        _app = app;
        Logs = logs;
        EndPoints = [.. app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses
            .Select(address => new Uri(address)).Select(uri => new IPEndPoint(IPAddress.Parse(uri.Host), uri.Port))];
    }

    public LogCollector Logs { get; }

    /// <summary>The scope of its meters.</summary>
    public IMeterFactory Meters => _app.Services.GetRequiredService<IMeterFactory>();

    public MemoryBudget Memory => _app.Services.GetRequiredService<MemoryBudget>();

    public ConnectionLimit Connections => _app.Services.GetRequiredService<ConnectionLimit>();

    public RefusalLog Refusals => _app.Services.GetRequiredService<RefusalLog>();

    public IPEndPoint EndPoint => EndPoints[0];

    public IPEndPoint IPv6 => EndPoints[1];

    public IPEndPoint Http2 => EndPoints[2];

    public IPEndPoint NoEcho => EndPoints[3];

    public HttpClient Client => _client;

    public Uri Uri => new($"http://{EndPoint}");

    private IPEndPoint[] EndPoints { get; }

    public static async Task<EchoServer> StartAsync(Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null)
    {
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
        await _app.DisposeAsync();
    }
}
