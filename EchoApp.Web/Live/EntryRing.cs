namespace EchoApp.Web.Live;

/// <summary>The newest requests of all bins without a gap between them, as many as there is room for. Thread-safe.</summary>
/// <param name="start">The position that it is complete from.</param>
/// <param name="mostEntries">How many it keeps.</param>
/// <param name="mostBytes">Bytes of memory that they may take together.</param>
internal sealed class EntryRing(long start, int mostEntries, long mostBytes)
{
    private readonly Lock _lock = new();
    private readonly LiveEntry?[] _entries = new LiveEntry?[mostEntries];
    private int _first;
    private int _count;
    private long _bytes;
    private long _start = start;
    private long _last = start;

    /// <summary>The position that it was filled from.</summary>
    public long Begin { get; } = start;

    /// <summary>The position up to which it was filled.</summary>
    public long Last
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    /// <summary>Adds what comes next; what is oldest makes room.</summary>
    public void Add(LiveEntry entry)
    {
        lock (_lock)
        {
            while (_count > 0 && (_count == _entries.Length || _bytes + entry.Size > mostBytes))
            {
                DropFirst();
            }

            _last = entry.Position;
            if (entry.Size > mostBytes)
            {
                _start = entry.Position;
                return;
            }

            _entries[(_first + _count) % _entries.Length] = entry;
            _count++;
            _bytes += entry.Size;
        }
    }

    /// <summary>What there is, or may be, for a reader after a position.</summary>
    /// <returns>Null where it is not complete from there: that has to be read from the store.</returns>
    public LivePage? Read(long after, LiveFilter filter)
    {
        lock (_lock)
        {
            return after < _start ? null : ReadFrom(FindAfter(after), after, filter);
        }
    }

    private LivePage ReadFrom(int index, long after, LiveFilter filter)
    {
        List<LiveEntry> found = [];
        var bytes = 0;
        for (; index < _count && bytes < LivePage.MostBytes; index++)
        {
            var entry = At(index);
            after = entry.Position;
            if (filter.MayMatch(entry.Record))
            {
                found.Add(entry);
                bytes += entry.Event.Length;
            }
        }

        return new(found, after, HasMore: index < _count);
    }

    /// <returns>The index of the first that comes after a position, by halving: positions rise.</returns>
    private int FindAfter(long position)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = At(middle).Position > position ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private void DropFirst()
    {
        var dropped = At(0);
        _entries[_first] = null;
        _first = (_first + 1) % _entries.Length;
        _count--;
        _bytes -= dropped.Size;
        _start = dropped.Position;
    }

    private LiveEntry At(int index) => _entries[(_first + index) % _entries.Length]!;
}
