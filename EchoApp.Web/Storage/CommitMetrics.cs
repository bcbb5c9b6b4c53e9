using System.Diagnostics.Metrics;
using EchoApp.Web.Telemetry;

namespace EchoApp.Web.Storage;

/// <summary>How long commits take, and how many requests they store together.</summary>
internal sealed class CommitMetrics
{
    // OpenTelemetry's own: the attribute, and its value for what has none (semantic conventions, "Recording errors on metrics").
    private const string ErrorType = "error.type";
    private const string Other = "_OTHER";

    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _size;

    public CommitMetrics(IMeterFactory meters)
    {
        var meter = meters.CreateOwn();

        // From a disk that says at once that it has written to one that hangs.
        _duration = meter.CreateHistogram(
            "echoapp.commit.duration",
            "s",
            "How long it took to store what had come together.",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] });
        _size = meter.CreateHistogram(
            "echoapp.commit.size",
            "{request}",
            "How many requests were stored together.",
            tags: null,
            new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048] });
    }

    /// <param name="count">Requests of a batch.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="failure">Why one or more of them could not be stored; null where all could.</param>
    public void Record(int count, TimeSpan took, Exception? failure)
    {
        _size.Record(count);
        if (failure is null)
        {
            _duration.Record(took.TotalSeconds);
        }
        else
        {
            _duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>(ErrorType, (failure as StoreUnavailableException)?.Kind ?? Other));
        }
    }
}
