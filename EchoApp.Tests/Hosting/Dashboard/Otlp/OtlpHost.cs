using System.Net;
using EchoApp.Hosting.Dashboard.Otlp;
using EchoApp.Hosting.Dashboard.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp;

/// <summary>A receiver on two ports of its own, for HTTP/1.1 and for HTTP/2, that remembers what was sent to it.</summary>
internal sealed class OtlpHost : IAsyncDisposable
{
    public const string Key = "the key of this run";

    private readonly WebApplication _app;
    private readonly List<OtlpExchange> _exchanges = [];

    private OtlpHost(string? key, (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Select(each => KeyValuePair.Create($"{OtlpLimits.Section}:{each.Name}", (string?)each.Value)));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddTelemetryStore().AddOtlpReceiver().AddSingleton(new OtlpApiKey(key));
        _app = builder.Build();
        _app.Use(RememberAsync);
        _app.MapOtlp();
    }

    public Uri Http => new(_app.Urls.First());

    public Uri Grpc => new(_app.Urls.Last());

    public IServiceProvider Services => _app.Services;

    public TelemetryStore Store => Services.GetRequiredService<TelemetryStore>();

    /// <summary>What the pages are told of it.</summary>
    public TelemetryStatus Status => Store.Status();

    public IReadOnlyList<OtlpExchange> Exchanges
    {
        get
        {
            lock (_exchanges)
            {
                return [.. _exchanges];
            }
        }
    }

    public static Task<OtlpHost> StartAsync(params (string Name, string Value)[] settings) => StartAsync(Key, settings);

    public static async Task<OtlpHost> StartAsync(string? key, (string Name, string Value)[] settings)
    {
        var host = new OtlpHost(key, settings);
        await host._app.StartAsync();
        return host;
    }

    /// <summary>The first request to a path, once it has been answered.</summary>
    public async Task<OtlpExchange> ExchangeAsync(string path)
    {
        await Eventually.TrueAsync(() => Exchanges.Any(each => each.Path == path), $"a request to {path}");
        return Exchanges.First(each => each.Path == path);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task RememberAsync(HttpContext context, RequestDelegate next)
    {
        using var sent = new MemoryStream();
        context.Request.Body = new CopyingStream(context.Request.Body, sent);
        await next(context);
        var trailers = context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers;
        var status = trailers?["grpc-status"].ToString() is { Length: > 0 } trailer ? trailer : context.Response.Headers["grpc-status"].ToString();
        lock (_exchanges)
        {
            _exchanges.Add(new OtlpExchange(context.Request.Path, sent.ToArray(), context.Response.StatusCode, status));
        }
    }
}
