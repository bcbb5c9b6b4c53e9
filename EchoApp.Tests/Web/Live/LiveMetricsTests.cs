using EchoApp.Tests.Web.Storage;
using EchoApp.Tests.Web.Storage.Sqlite;
using EchoApp.Tests.Web.Telemetry;
using EchoApp.Web.Live;
using EchoApp.Web.Queries;
using EchoApp.Web.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EchoApp.Tests.Web.Live;

public sealed class LiveMetricsTests
{
    private const string Lag = "echoapp.position.lag";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lag_WhileSomebodyReads_IsHowManyPositionsAreNotRead()
    {
        await using var host = new SqliteHost();
        await using var store = new FailingStore(await Samples.OpenAsync(host));
        using var measured = new Measurements();
        measured.Listen();
        var time = new FakeTimeProvider();
        await using var feed = new ChangeFeed(store, new LiveEvents(new TraceUrl(null), NullLogger<LiveEvents>.Instance), time, NullLogger<ChangeFeed>.Instance);
        using var metrics = new LiveMetrics(store, feed, measured.Meters, time);
        await metrics.StartAsync(Cancellation);
        await store.AppendAsync(Samples.Request("/1"));
        Assert.Empty(Collect());

        using (feed.Join(new LiveFilter(bin: null, Query.Everything)))
        {
            await Eventually.TrueAsync(() => TellsAfterAWhile(0), "it is not behind");

            store.IsDown = true;
            await store.AppendAsync(Samples.Request("/2"));
            await store.AppendAsync(Samples.Request("/3"));
            await Eventually.TrueAsync(() => TellsAfterAWhile(2), "it is behind");

            store.IsDown = false;
            await Eventually.TrueAsync(() => TellsAfterAWhile(0), "it has caught up");
        }

        await metrics.StopAsync(Cancellation);
        Assert.All(measured.Of(Lag), each => Assert.Equal("{position}", each.Unit));

        bool TellsAfterAWhile(double lag)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return Collect() is [.., var last] && last == lag;
        }

        List<double> Collect()
        {
            measured.Collect();
            return [.. measured.Of(Lag).Select(each => each.Value)];
        }
    }
}
