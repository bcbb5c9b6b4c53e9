namespace EchoApp.Web.Memory;

/// <summary>
/// How much all requests in flight may hold together: bodies kept, decoded or being answered, and the server's buffers for them. Not counted are
/// the small bodies and answers that most are, which the limit of connections bounds.
/// </summary>
internal sealed class MemoryBudget
{
    private long _used;
    private long _buffered;
    private long _shortages;
    private long _peak;
    private long _crowd = long.MaxValue;
    private Action? _relieved;

    /// <param name="limit">Bytes.</param>
    public MemoryBudget(long limit) => Limit = limit;

    /// <summary>Bytes that there are.</summary>
    public long Limit { get; }

    /// <summary>Bytes that are held.</summary>
    public long Used => Interlocked.Read(ref _used);

    /// <summary>Bytes that the server's own buffers have, which are taken whether or not there are any left.</summary>
    public long Buffered => Interlocked.Read(ref _buffered);

    /// <summary>Bytes that can still be taken.</summary>
    public long Available => Math.Max(0, Limit - Used - Buffered);

    /// <summary>How often bytes were asked for that there were not.</summary>
    public long Shortages => Interlocked.Read(ref _shortages);

    /// <summary>A quarter of the memory there is for this process: what its container or the runtime's limits leave it, else the machine's.</summary>
    public static long DefaultLimit => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4;

    public bool TryTake(long bytes)
    {
        var used = Used;
        while (used + bytes + Buffered <= Limit)
        {
            var seen = Interlocked.CompareExchange(ref _used, used + bytes, used);
            if (seen == used)
            {
                // Of two at once one may be forgotten; the other is as good.
                _peak = Math.Max(_peak, used + bytes);
                return true;
            }

            used = seen;
        }

        Interlocked.Increment(ref _shortages);
        return false;
    }

    /// <summary>The server's buffers have so many bytes more, or less.</summary>
    public void Buffer(long bytes) => Interlocked.Add(ref _buffered, bytes);

    public void Give(long bytes)
    {
        if (Interlocked.Add(ref _used, -bytes) <= _crowd / 4 && _peak >= _crowd)
        {
            _relieved?.Invoke();
        }
    }

    /// <summary>Calls back each time that something is given back, from when little is held again after <paramref name="crowd"/> bytes and more were.</summary>
    public void WhenRelieved(long crowd, Action relieved)
    {
        _relieved = relieved;
        _crowd = crowd;
    }

    /// <summary>Ends the calls until as much is held again.</summary>
    public void ForgetPeak() => _peak = 0;
}
