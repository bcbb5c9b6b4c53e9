using System.Net;
using System.Net.Sockets;
using EchoApp.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EchoApp.Tests.ServiceDefaults;

public sealed partial class TelemetryEndTests
{
    // The providers on their own take up to fifteen seconds, and Aspire waits for six.
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(4);

    [Theory]
    [InlineData(OtlpReceiver.Grpc)]
    [InlineData(OtlpReceiver.HttpProtobuf)]
    public async Task Stop_WithNobodyAtTheEndpoint_EndsSoon(string protocol)
    {
        using var listener = Listen();
        var url = UrlOf(listener);
        listener.Stop();
        await using var web = await StartAsync(url, protocol);
        await EchoAsync(web, "/before");
        await StopsSoonAsync(web);
    }

    [Theory]
    [InlineData(OtlpReceiver.Grpc)]
    [InlineData(OtlpReceiver.HttpProtobuf)]
    public async Task Stop_WithACollectorThatNeverAnswers_EndsSoon(string protocol)
    {
        using var listener = Listen();
        await using var web = await StartAsync(UrlOf(listener), protocol);
        await EchoAsync(web, "/before");
        await StopsSoonAsync(web);
    }

    [Theory]
    [InlineData(OtlpReceiver.Grpc)]
    [InlineData(OtlpReceiver.HttpProtobuf)]
    public async Task Stop_WithACollectorThatHasGone_EndsSoon(string protocol)
    {
        await using var collector = await OtlpReceiver.StartAsync(protocol);
        await using var web = await StartAsync(collector.Url, protocol);
        await EchoAsync(web, "/while/it/was/there");
        await ReceivesAsync(collector, "/while/it/was/there");

        await collector.DisposeAsync();
        await EchoAsync(web, "/after/it/went");
        await StopsSoonAsync(web);
    }

    [Theory]
    [InlineData(OtlpReceiver.Grpc)]
    [InlineData(OtlpReceiver.HttpProtobuf)]
    public async Task Stop_WithACollectorThatIsSlow_StillSendsEverything(string protocol)
    {
        await using var collector = await OtlpReceiver.StartAsync(protocol, TimeSpan.FromMilliseconds(100));
        await using var web = await StartAsync(collector.Url, protocol, exportEvery: "60000");
        await EchoAsync(web, "/just/before");
        await StopsSoonAsync(web);

        Assert.Contains("/just/before", collector.Posted("trace"), StringComparison.Ordinal);
        Assert.Contains("/just/before", collector.Posted("logs"), StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", collector.Posted("metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_AfterAStartThatFailed_EndsSoonToo()
    {
        using var listener = Listen();
        var builder = Create(UrlOf(listener));
        builder.Services.AddHostedService<FailingService>();
        var host = builder.Build();
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        await Task.Run(host.Dispose, TestContext.Current.CancellationToken).WaitAsync(_soon, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Dispose_OfAServiceThatLogs_IsStillSent()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        var builder = Create(collector.Url);
        builder.Services.AddHostedService<LastWords>();
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
        host.Dispose();
        Assert.Contains(LastWords.Text, collector.Posted("logs"), StringComparison.Ordinal);
    }

    private static HostApplicationBuilder Create(string url)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = url;
        builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] = OtlpReceiver.HttpProtobuf;
        builder.AddServiceDefaults();
        return builder;
    }

    /// <summary>As Aspire starts it: it retries.</summary>
    private static Task<WebProcess> StartAsync(string url, string protocol, string exportEvery = "100") => WebProcess.StartAsync(
        ("OTEL_EXPORTER_OTLP_ENDPOINT", url),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
        ("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory"),
        ("OTEL_BSP_SCHEDULE_DELAY", exportEvery),
        ("OTEL_BLRP_SCHEDULE_DELAY", exportEvery),
        ("OTEL_METRIC_EXPORT_INTERVAL", exportEvery));

    private static async Task EchoAsync(WebProcess web, string path)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(web.Echo, path), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task ReceivesAsync(OtlpReceiver collector, string path)
    {
        using var deadline = new CancellationTokenSource(WebProcess.Deadline);
        while (!collector.Posted("trace").Contains(path, StringComparison.Ordinal))
        {
            await Task.Delay(20, deadline.Token);
        }
    }

    private static async Task StopsSoonAsync(WebProcess web)
    {
        Assert.Equal(0, await web.StopAsync().WaitAsync(_soon, TestContext.Current.CancellationToken));
        Assert.Empty(web.Error);
        Assert.DoesNotContain("warn", web.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("fail", web.Output, StringComparison.Ordinal);
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static string UrlOf(TcpListener listener) => $"http://{listener.LocalEndpoint}";

    private sealed class FailingService : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("It cannot start.");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed partial class LastWords(ILogger<LastWords> logger) : IHostedService, IDisposable
    {
        public const string Text = "Said while it was disposed.";

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() => Say(logger);

        [LoggerMessage(1, LogLevel.Information, Text)]
        private static partial void Say(ILogger logger);
    }
}
