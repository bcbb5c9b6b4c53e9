using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EchoApp.Tests.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EchoApp.Tests.ServiceDefaults;

/// <summary>Takes OTLP over gRPC or HTTP/protobuf and keeps what was posted. Strings stand in protobuf as they are, in UTF-8.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    public const string Grpc = "grpc";
    public const string HttpProtobuf = "http/protobuf";

    private readonly WebApplication _app;
    private readonly TimeSpan _delay;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _posts = new();
    private readonly StrongBox<int> _connections;

    private OtlpReceiver(WebApplication app, TimeSpan delay, StrongBox<int> connections) => (_app, _delay, _connections) = (app, delay, connections);

    public string Url => _app.Urls.Single();

    /// <summary>How many connections it has taken, before any handshake of TLS.</summary>
    public int Connections => Volatile.Read(ref _connections.Value);

    /// <summary>Starts it; it answers each post after <paramref name="delay"/>, and keeps only what it could answer. With a certificate it speaks TLS.</summary>
    public static async Task<OtlpReceiver> StartAsync(string protocol = HttpProtobuf, TimeSpan delay = default, TestAuthority? authority = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.Zero);
        var connections = new StrongBox<int>();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocol == Grpc ? HttpProtocols.Http2 : HttpProtocols.Http1;
            listen.Use(next => connection =>
            {
                Interlocked.Increment(ref connections.Value);
                return next(connection);
            });
            if (authority is not null)
            {
                listen.UseHttps(X509Certificate2.CreateFromPemFile(authority.CertificateFile, authority.KeyFile));
            }
        }));
        var receiver = new OtlpReceiver(builder.Build(), delay, connections);
        receiver._app.Run(protocol == Grpc ? receiver.CallAsync : receiver.PostAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>Everything that was posted of a signal (trace, metrics, logs), as Latin-1 text in which strings can be looked for.</summary>
    public string Posted(string signal) =>
        string.Concat(_posts.Where(post => post.Path.Contains(signal, StringComparison.Ordinal)).Select(post => Encoding.Latin1.GetString(post.Body)));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task PostAsync(HttpContext context)
    {
        await TakeAsync(context);
        context.Response.ContentType = "application/x-protobuf";
    }

    private async Task CallAsync(HttpContext context)
    {
        await TakeAsync(context);
        context.Response.ContentType = "application/grpc";
        context.Response.DeclareTrailer("grpc-status");
        await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        await Task.Delay(_delay, context.RequestAborted);
        _posts.Enqueue((context.Request.Path, body.ToArray()));
    }
}
