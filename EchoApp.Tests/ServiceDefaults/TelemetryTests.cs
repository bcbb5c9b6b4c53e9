using EchoApp.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Xunit;

namespace EchoApp.Tests.ServiceDefaults;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Requests_WithACollector_AreExportedButForHealth()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var web = await WebProcess.StartAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_SERVICE_NAME", "the-service"),
            ("LOGGING__CONSOLE__FORMATTERNAME", "simple"));
        using var client = new HttpClient();
        await client.GetAsync(new Uri(web.Echo, "/seen/by/the/echo"), TestContext.Current.CancellationToken);
        await client.GetAsync(new Uri(web.Echo, "/health"), TestContext.Current.CancellationToken);
        await client.GetAsync(new Uri(web.Pages, "/next"), TestContext.Current.CancellationToken);
        await client.GetAsync(new Uri(web.Pages, "/health"), TestContext.Current.CancellationToken);
        await client.GetAsync(new Uri(web.Pages, "/alive"), TestContext.Current.CancellationToken);
        Assert.Equal(0, await web.StopAsync());

        var traces = collector.Posted("/v1/traces");
        var metrics = collector.Posted("/v1/metrics");
        var logs = collector.Posted("/v1/logs");
        Assert.All([traces, metrics, logs], posted => Assert.Contains("the-service", posted, StringComparison.Ordinal));
        foreach (var expected in (string[])
            ["Microsoft.AspNetCore", "/seen/by/the/echo", "/next", "http.request.method", "url.path", "http.response.status_code", "http.route", "GET /next"])
        {
            Assert.Contains(expected, traces, StringComparison.Ordinal);
        }

        Assert.Single(Occurrences(traces, "/health"));
        Assert.DoesNotContain("/alive", traces, StringComparison.Ordinal);
        Assert.DoesNotContain("/alive", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("/health", metrics, StringComparison.Ordinal);
        Assert.Contains("Now listening on", logs, StringComparison.Ordinal);
        Assert.Contains("Echoed {Method} {Path} to {RemoteAddress}", logs, StringComparison.Ordinal);
        Assert.DoesNotContain("Echoed", web.Output, StringComparison.Ordinal);
        foreach (var expected in (string[])["http.server.request.duration", "kestrel.active_connections", "dotnet.gc.collections"])
        {
            Assert.Contains(expected, metrics, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void AddServiceDefaults_WithoutACollector_AddsNoTelemetry()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddServiceDefaults();
        Assert.DoesNotContain(builder.Services, service => service.ServiceType.Assembly.GetName().Name!.StartsWith("OpenTelemetry", StringComparison.Ordinal));
        using var host = builder.Build();
        Assert.Null(host.Services.GetService<TracerProvider>());
        Assert.Null(host.Services.GetService<MeterProvider>());
    }

    [Fact]
    public void AddServiceDefaults_WithACollector_BuildsOneProviderOfEachKind()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1";
        builder.AddServiceDefaults();
        using var host = builder.Build();
        Assert.NotNull(host.Services.GetService<TracerProvider>());
        Assert.Single(host.Services.GetServices<MeterProvider>());
    }

    private static List<int> Occurrences(string text, string part)
    {
        var found = new List<int>();
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
        {
            found.Add(at);
        }

        return found;
    }
}
