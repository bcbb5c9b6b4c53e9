using EchoApp.Hosting.Dashboard.Telemetry;
using EchoApp.Hosting.Dashboard.Telemetry.Filters;
using EchoApp.Hosting.Dashboard.Telemetry.Metrics;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry;

public sealed class ConcurrencyTests
{
    private const int Writers = 4;
    private const int Batches = 100;
    private const int BatchSize = 50;
    private const int Written = Writers * Batches * BatchSize;

    private readonly TelemetryStore _store = new(new TelemetryLimits { MaxLogCount = 500, MaxTraceCount = 300, MaxMetricsCount = 400 });

    [Fact]
    public async Task Store_WithManyWritersReadersAndFollowers_LosesCountOfNothing()
    {
        using var written = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task[] readers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => Read(written.Token))), FollowAsync(written.Token), FollowAsync(written.Token)];

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => Write(writer))));
        await written.CancelAsync();
        await Task.WhenAll(readers);

        var status = _store.Status();
        Assert.Equal((Written, Written), (status.Logs.Cursor, status.Logs.Count + status.Logs.Dropped));
        Assert.Equal((Written, Written), (status.Traces.Cursor, status.Traces.Spans + status.Traces.Dropped));
        Assert.Equal((Written, Written), (status.Metrics.Cursor, status.Metrics.Count + status.Metrics.Dropped));
        Assert.Equal((Writers * 500, 300, Writers * 400), (status.Logs.Count, status.Traces.Count, status.Metrics.Count));
        Assert.Equal(0, status.Logs.Rejected + status.Traces.Rejected + status.Metrics.Rejected);
    }

    private void Write(int writer)
    {
        for (var batch = 0; batch < Batches; batch++)
        {
            var first = ((writer * Batches) + batch) * BatchSize;
            var numbers = Enumerable.Range(first, BatchSize);
            _store.AddLogs(Samples.Logs(BatchSize, $"writer {writer}"));
            _store.AddSpans([.. numbers.Select(number => Samples.Span(number, trace: (number / 5) + 1))]);
            _store.AddMetrics([.. numbers.Select(number => Samples.Point(number, number, Samples.Instrument(resource: $"writer {writer}"), dimension: [$"a={number % 7}"]))]);
        }
    }

    private void Read(CancellationToken written)
    {
        var (logs, traces) = (LogFilter.Compile("-nothing @none"), TraceFilter.Compile("span duration:>=0"));
        while (!written.IsCancellationRequested)
        {
            Assert.Empty(RingQuery.Newest(_store.Logs.Ring, logs, long.MaxValue, 100, default).Items);
            Assert.All(
                RingQuery.Newest(_store.Traces.Traces, traces, long.MaxValue, 100, default).Items,
                trace => Assert.Equal(trace.Seq, trace.Spans.Max(span => span.Seq)));
            foreach (var info in _store.Metrics.Instruments())
            {
                _store.Metrics.Points(InstrumentKey.Of(info.Sender, info.Instrument), Samples.Time);
            }

            _ = _store.Status();
        }
    }

    private async Task FollowAsync(CancellationToken written)
    {
        var (seen, last) = (0L, 0L);
        try
        {
            while (true)
            {
                await _store.Logs.Newest.WaitAsync(seen, written);
                var page = RingQuery.After(_store.Logs.Ring, _ => true, seen, long.MaxValue, 100, default);
                foreach (var entry in page.Items)
                {
                    Assert.True(entry.Seq > last);
                    last = entry.Seq;
                }

                Assert.True(page.Cursor > seen);
                seen = page.Cursor;
            }
        }
        catch (OperationCanceledException)
        {
            Assert.True(last > 0);
        }
    }
}
