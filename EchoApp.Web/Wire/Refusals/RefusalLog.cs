namespace EchoApp.Web.Wire.Refusals;

/// <summary>The last requests that were refused, in memory alone.</summary>
internal sealed class RefusalLog
{
    public const int MostKept = 100;

    private readonly Queue<RefusedRequest> _refusals = new(MostKept);
    private readonly Lock _lock = new();
    private long _count;

    public void Add(RefusedRequest refusal)
    {
        lock (_lock)
        {
            if (_refusals.Count == MostKept)
            {
                _refusals.Dequeue();
            }

            _refusals.Enqueue(refusal);
            _count++;
        }
    }

    /// <summary>Those that are kept, the last one first, and how many there were since the start.</summary>
    public (IReadOnlyList<RefusedRequest> Last, long Count) Read()
    {
        lock (_lock)
        {
            return ([.. _refusals.Reverse()], _count);
        }
    }
}
