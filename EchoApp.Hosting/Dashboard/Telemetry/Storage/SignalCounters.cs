namespace EchoApp.Hosting.Dashboard.Telemetry.Storage;

/// <summary>What became of records that are not, or not wholly, kept.</summary>
internal sealed class SignalCounters
{
    private long _dropped;
    private long _rejected;
    private long _truncated;
    private long _refused;

    public long Dropped => Interlocked.Read(ref _dropped);

    public long Rejected => Interlocked.Read(ref _rejected);

    public long Truncated => Interlocked.Read(ref _truncated);

    /// <summary>Requests, of whose records nobody knows the number.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    public void AddDropped(long count) => Interlocked.Add(ref _dropped, count);

    public void AddRejected(long count) => Interlocked.Add(ref _rejected, count);

    public void AddTruncated(long count) => Interlocked.Add(ref _truncated, count);

    public void AddRefused() => Interlocked.Increment(ref _refused);
}
