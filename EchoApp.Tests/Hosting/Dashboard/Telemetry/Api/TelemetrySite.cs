using System.Net;
using System.Text.Json;
using EchoApp.Hosting.Dashboard.Telemetry;
using EchoApp.Tests.Hosting.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Api;

/// <summary>The API on a port of its own.</summary>
internal sealed class TelemetrySite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private TelemetrySite(WebApplication app)
    {
        _app = app;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _client = new HttpClient { BaseAddress = new Uri($"{address}/api/telemetry"), Timeout = Eventually.Deadline };
    }

    public TelemetryStore Store => _app.Services.GetRequiredService<TelemetryStore>();

    public ManualTime Clock => (ManualTime)_app.Services.GetRequiredService<TimeProvider>();

    public static async Task<TelemetrySite> StartAsync(params string[] configuration)
    {
        var builder = WebApplication.CreateSlimBuilder(configuration);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(new ManualTime());
        builder.Services.AddTelemetryStore();
        var app = builder.Build();
        app.MapGroup("/api").MapTelemetryApi();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TelemetrySite(app);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await _client.GetAsync($"{_client.BaseAddress}{path}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public Task<string> GetTextAsync(string path) => _client.GetStringAsync($"{_client.BaseAddress}{path}", TestContext.Current.CancellationToken);

    /// <summary>The detail of a problem.</summary>
    public async Task<string> ProblemAsync(string path, HttpStatusCode status)
    {
        using var response = await _client.GetAsync($"{_client.BaseAddress}{path}", TestContext.Current.CancellationToken);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("detail").GetString()!;
    }

    public async Task<FollowedLines> FollowAsync(string path)
    {
        var response = await _client.GetAsync(
            $"{_client.BaseAddress}{path}", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        return new FollowedLines(response, new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)));
    }

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }
}
