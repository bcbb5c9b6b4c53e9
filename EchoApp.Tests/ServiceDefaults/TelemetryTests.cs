using System.Text;
using System.Text.RegularExpressions;
using EchoApp.Tests.Http;
using EchoApp.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Xunit;

namespace EchoApp.Tests.ServiceDefaults;

public sealed class TelemetryTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string TraceParent = $"00-{TraceId}-b7ad6b7169203331-01";

    [Theory]
    [InlineData(OtlpReceiver.Grpc)]
    [InlineData(OtlpReceiver.HttpProtobuf)]
    public async Task Requests_WithACollector_AreExportedButForHealth(string protocol)
    {
        await using var collector = await OtlpReceiver.StartAsync(protocol);
        await using var web = await WebProcess.StartAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
            ("OTEL_SERVICE_NAME", "the-service"),
            ("LOGGING__CONSOLE__FORMATTERNAME", "simple"));
        using var client = new HttpClient();
        await client.GetAsync(new Uri(web.Echo, "/seen/by/the/echo"), TestContext.Current.CancellationToken);
        await client.GetAsync(new Uri(web.Echo, "/health"), TestContext.Current.CancellationToken);
        await client.GetAsync(new Uri(web.Pages, "/next"), TestContext.Current.CancellationToken);
        await client.GetAsync(new Uri(web.Pages, "/health"), TestContext.Current.CancellationToken);
        await client.GetAsync(new Uri(web.Pages, "/alive"), TestContext.Current.CancellationToken);
        await SendAsync(new Uri(web.Pages, "/health"), ("traceparent", TraceParent), ("tracestate", "NOT=VALID"));
        Assert.Equal(0, await web.StopAsync());

        var traces = collector.Posted("trace");
        var metrics = collector.Posted("metrics");
        var logs = collector.Posted("logs");
        Assert.All([traces, metrics, logs], posted => Assert.Contains("the-service", posted, StringComparison.Ordinal));
        foreach (var expected in (string[])
            ["Microsoft.AspNetCore", "/seen/by/the/echo", "/next", "http.request.method", "url.path", "http.response.status_code", "http.route", "GET /next", "network.protocol.version"])
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

    // SSL_CERT_FILE is OpenSSL's own variable: an authority of whoever runs it, beside those of the machine.
    [Theory]
    [InlineData(OtlpReceiver.Grpc, true)]
    [InlineData(OtlpReceiver.HttpProtobuf, true)]
    [InlineData(OtlpReceiver.HttpProtobuf, false)]
    public async Task Export_OverTls_GoesToWhomACertificateIsTrustedOf(string protocol, bool isTrusted)
    {
        using var directory = new TemporaryDirectory();
        var authority = new TestAuthority(directory);
        await using var collector = await OtlpReceiver.StartAsync(protocol, authority: authority);
        await using var web = await WebProcess.StartAsync(
            [("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol), ("OTEL_BSP_SCHEDULE_DELAY", "100"), .. isTrusted ? [("SSL_CERT_FILE", authority.AuthorityFile)] : Array.Empty<(string, string)>()]);
        using var client = new HttpClient();
        await client.GetAsync(new Uri(web.Echo, "/over/tls"), TestContext.Current.CancellationToken);

        // Before the end, which does not wait for long.
        await Eventually.TrueAsync(() => collector.Connections > 0 && (!isTrusted || collector.Posted("trace").Contains("/over/tls", StringComparison.Ordinal)), "it has tried to export");
        Assert.Equal(0, await web.StopAsync());

        Assert.Equal(isTrusted, collector.Posted("trace").Contains("/over/tls", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Echo_WithACollector_HasItsLogRecordInTheSpanOfTheRequest()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var web = await StartAsync(collector);
        await SendAsync(web.Echo, ("traceparent", TraceParent));
        Assert.Equal(0, await web.StopAsync());

        // opentelemetry-proto: trace_id and span_id are fields 1 and 2 of a Span, 9 and 10 of a LogRecord; 16 and 8 bytes.
        var trace = Encoding.Latin1.GetString(Convert.FromHexString(TraceId));
        var span = Regex.Match(collector.Posted("trace"), $"\n\x10{Regex.Escape(trace)}\x12\x08(?<id>.{{8}})", RegexOptions.Singleline);
        Assert.True(span.Success);
        var logs = collector.Posted("logs");
        Assert.Contains($"J\x10{trace}R\b{span.Groups["id"].Value}", logs, StringComparison.Ordinal);
        Assert.Single(Occurrences(logs, trace));
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public async Task Query_OfARequest_IsSentOnlyWhenAskedForAndWithoutSecrets(string setting, bool sent)
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var web = await StartAsync(collector, ("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", setting));
        await SendAsync(new Uri(web.Echo, "/path?its-query&password=hunter2-hunter2-hunter2"));
        using var client = new HttpClient();
        (await client.GetAsync(new Uri(web.Pages, "/api/requests?q=looked-for"), TestContext.Current.CancellationToken)).Dispose();
        Assert.Equal(0, await web.StopAsync());
        Assert.Contains("/path", collector.Posted("trace"), StringComparison.Ordinal);
        Assert.Equal(sent, collector.Posted("trace").Contains("its-query", StringComparison.Ordinal));
        Assert.Equal(sent, collector.Posted("trace").Contains("&password=redacted~23~", StringComparison.Ordinal));
        Assert.DoesNotContain("hunter2-hunter2", collector.Posted("trace"), StringComparison.Ordinal);
        Assert.Contains("/api/requests", collector.Posted("trace"), StringComparison.Ordinal);
        Assert.DoesNotContain("looked-for", collector.Posted("trace"), StringComparison.Ordinal);
        Assert.DoesNotContain("its-query", collector.Posted("logs"), StringComparison.Ordinal);
    }

    [Fact]
    public void AddServiceDefaults_WithoutACollector_AddsNoTelemetry()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddServiceDefaults();
        Assert.DoesNotContain(builder.Services, service => service.ServiceType.Assembly.GetName().Name!.StartsWith("OpenTelemetry", StringComparison.Ordinal));
        Assert.DoesNotContain(builder.Services, service => service.ImplementationType == typeof(TelemetryEnd));
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

    private static Task<WebProcess> StartAsync(OtlpReceiver collector, params (string Name, string Value)[] environment) => WebProcess.StartAsync(
        [("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", OtlpReceiver.HttpProtobuf), .. environment]);

    private static async Task SendAsync(Uri url, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode);
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
