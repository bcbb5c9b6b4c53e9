using System.Text;
using EchoApp.Tests.ServiceDefaults;
using EchoApp.Tests.Web.Bins;
using EchoApp.Tests.Web.Storage.Postgres;
using Xunit;

namespace EchoApp.Tests.Web.Telemetry;

/// <summary>What a collector gets of bins and their store.</summary>
public sealed class MetricsTests(PostgresServer postgres)
{
    private const string Small = "POST /b/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi";

    [Fact]
    public async Task Bins_TellWhatWasCapturedAndWhyTheRestWasNot()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var web = await StartAsync(
            collector, ("Data__MaxBytes", "1"), ("Retention__TotalBytes", "0"), ("Capture__MaxRequestsPerSecond", "3"), ("Echo__MaxBodyLength", "2000000"), ("Echo__MemoryBudget", "1048576"), ("Bins__others__Raw", "false"));

        Assert.Equal(200, (await web.ExchangeAsync(Small)).Status);
        Assert.Equal(503, (await web.ExchangeAsync(Small)).Status);
        Assert.Equal(404, (await web.ExchangeAsync("GET /b/none HTTP/1.1\r\nHost: a\r\n\r\n")).Status);
        Assert.Equal(413, (await AskAsync("others", "Content-Length: 2000001\r\n\r\n")).Status);
        Assert.Equal(400, (await AskAsync("others", "Transfer-Encoding: chunked\r\n\r\nzz\r\n")).Status);
        await Eventually.TrueAsync(async () => (await AskAsync("others", "Content-Length: 1000000\r\n\r\n" + new string('a', 1_000_000))).Status == 503, "memory is short in another second");
        await Eventually.TrueAsync(async () => (await AskAsync("others", "Content-Length: 0\r\n\r\n")).Status == 429, "one is too many");
        Assert.Equal(0, await web.Process.StopAsync());

        var metrics = collector.Posted("metrics");
        Assert.Contains("echoapp.captured", metrics, StringComparison.Ordinal);
        Assert.All(
            (string[])["store_full", "unknown_bin", "too_long", "unreadable", "short_of_memory", "too_many"],
            reason => Assert.Contains($"echoapp.reason\u0012{(char)(reason.Length + 2)}\n{(char)reason.Length}{reason}", metrics, StringComparison.Ordinal));
        Assert.DoesNotContain("orders", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("others", metrics, StringComparison.Ordinal);

        Task<Http.RawResponse> AskAsync(string bin, string rest) => web.ExchangeAsync($"POST /b/{bin} HTTP/1.1\r\nHost: a\r\n{rest}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Store_TellsHowLongCommitsTakeHowLargeTheyAreAndWhatItHolds(bool isShared)
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var web = await StartAsync(collector, ("OTEL_METRIC_EXPORT_INTERVAL", "100"), ("Retention__Requests", "1"), isShared ? ("ConnectionStrings__store", await postgres.CreateDatabaseAsync()) : ("Store", "embedded"));

        Assert.Equal(200, (await web.ExchangeAsync(Small)).Status);
        Assert.Equal(200, (await web.ExchangeAsync(Small)).Status);

        await Eventually.TrueAsync(() => collector.Posted("metrics").Contains("echoapp.store.size", StringComparison.Ordinal), "the store is measured");
        await Eventually.TrueAsync(() => collector.Posted("metrics").Contains("echoapp.swept", StringComparison.Ordinal), "one is swept");
        Assert.Equal(0, await web.Process.StopAsync());
        var metrics = collector.Posted("metrics");

        // Bounds of buckets, explicit_bounds, are doubles one after the other (opentelemetry-proto).
        Assert.All(
            (string[])["echoapp.commit.duration", "echoapp.commit.size", Bytes(0.0001, 0.00025, 0.0005, 0.001), Bytes(1, 2, 4, 8, 16)],
            expected => Assert.Contains(expected, metrics, StringComparison.Ordinal));
    }

    private static string Bytes(params double[] values) => string.Concat(values.Select(value => Encoding.Latin1.GetString(BitConverter.GetBytes(value))));

    private static Task<BinnedWeb> StartAsync(OtlpReceiver collector, params (string Name, string Value)[] environment) =>
        BinnedWeb.StartWithOrdersAsync([("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", OtlpReceiver.HttpProtobuf), .. environment]);
}
