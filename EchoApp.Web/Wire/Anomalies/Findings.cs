namespace EchoApp.Web.Wire.Anomalies;

/// <summary>Collects anomalies; each kind once for each detail, and not more than a reader would read.</summary>
internal struct Findings
{
    public const int MaxCount = 100;

    private List<Anomaly>? _found;

    public readonly IReadOnlyList<Anomaly> All => _found is null ? [] : _found;

    public void Add(AnomalyKind kind, string? detail = null)
    {
        _found ??= [];
        var anomaly = new Anomaly(kind, detail);
        if (_found.Count < MaxCount && !_found.Contains(anomaly))
        {
            _found.Add(anomaly);
        }
    }
}
