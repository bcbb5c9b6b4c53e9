namespace EchoApp.Hosting.Dashboard.Telemetry.Traces;

/// <summary>The traces that were dropped last: their late spans would come back as traces that are not whole.</summary>
internal sealed class ForgottenTraces(int capacity)
{
    private readonly Queue<string> _order = new();
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);

    public bool Contains(string traceId) => _ids.Contains(traceId);

    public void Add(string traceId)
    {
        _ids.Add(traceId);
        _order.Enqueue(traceId);
        if (_order.Count > capacity)
        {
            _ids.Remove(_order.Dequeue());
        }
    }
}
