using System.Diagnostics.Metrics;
using EchoApp.Web.Telemetry;

namespace EchoApp.Web.Bins;

/// <summary>
/// What becomes of requests to bins, counted. Not by bin: users name these, as many as they like, and each name would be a time series of its own, for
/// whoever collects to store, and to read where only who has the token may.
/// </summary>
internal sealed class BinMetrics
{
    private const string Reason = "echoapp.reason";

    private readonly Counter<long> _captured;
    private readonly Counter<long> _refused;

    public BinMetrics(IMeterFactory meters)
    {
        var meter = meters.CreateOwn();
        _captured = meter.CreateCounter<long>("echoapp.captured", "{request}", "Requests to bins that were stored.");
        _refused = meter.CreateCounter<long>("echoapp.refused", "{request}", "Requests to bins that were answered with why they are not stored.");
    }

    public void CountCaptured() => _captured.Add(1);

    /// <param name="reason">One of <see cref="BinRefusal"/>, or what kind of trouble the store has.</param>
    public void CountRefused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>(Reason, reason));
}
