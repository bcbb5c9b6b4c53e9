namespace EchoApp.Hosting.Dashboard.Telemetry.Storage;

/// <summary>Counts what of a batch is not taken, and remembers the first reason.</summary>
internal sealed class Refusals(SignalCounters counters)
{
    private long _count;
    private string _reason = "";

    public IngestOutcome Outcome => new(_count, _reason);

    public bool Any => _count > 0;

    public void Add(string reason)
    {
        _reason = _count == 0 ? reason : _reason;
        _count++;
        counters.AddRejected(1);
    }

    public void AddSender(TelemetryLimits limits) => Add(
        $"Telemetry of {limits.MaxResourceCount} resources is kept already. Raise {TelemetryLimits.Section}:{nameof(TelemetryLimits.MaxResourceCount)} for more.");
}
