using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace EchoApp.Tests.Publishing.Images.Registry;

/// <summary>Answers as a registry of the big hosters does, over plain HTTP on every address of this machine: tokens of its own, permissions by repository.</summary>
internal sealed class FakeRegistry : IAsyncDisposable
{
    private readonly WebApplication _application;

    private FakeRegistry(WebApplication application) => _application = application;

    /// <summary>Method, path and query of each request.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>What the token service says to who is allowed.</summary>
    public string TokenAnswer { get; set; } = """{ "token": "t" }""";

    /// <summary>Where an upload goes on.</summary>
    public string Upload { get; set; } = "/v2/mine/web/blobs/uploads/1";

    public int Port => new Uri(_application.Urls.First()).Port;

    public string Loopback => $"127.0.0.1:{Port}";

    /// <summary>The same by an address that is not loopback; null where the machine has none.</summary>
    public string? Outside => Dns.GetHostAddresses(Dns.GetHostName(), AddressFamily.InterNetwork).FirstOrDefault(address => !IPAddress.IsLoopback(address)) is { } found ? $"{found}:{Port}" : null;

    public static async Task<FakeRegistry> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://0.0.0.0:0");
        var registry = new FakeRegistry(builder.Build());
        registry._application.Run(registry.AnswerAsync);
        await registry._application.StartAsync();
        return registry;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        var authorization = context.Request.Headers.Authorization.ToString();
        switch (context.Request.Path.Value)
        {
            // someone:secret
            case "/token" when authorization != "Basic c29tZW9uZTpzZWNyZXQ=":
                context.Response.StatusCode = 401;
                break;
            case "/token":
                await context.Response.WriteAsync(TokenAnswer);
                break;
            case var path when authorization != "Bearer t":
                context.Response.StatusCode = 401;
                context.Response.Headers.WWWAuthenticate = $"Bearer realm=\"http://{context.Request.Host}/token\",service=\"fake\"";
                break;
            case "/v2/mine/web/blobs/uploads/":
                context.Response.StatusCode = 202;
                context.Response.Headers.Location = Upload;
                break;
            case "/v2/yours/web/blobs/uploads/":
                context.Response.StatusCode = 403;
                await context.Response.WriteAsync("""{ "errors": [{ "code": "DENIED", "message": "requested access is denied" }] }""");
                break;
        }
    }
}
