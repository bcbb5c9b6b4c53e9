using System.Runtime.InteropServices;

namespace EchoApp.Hosting.Dashboard.ConsoleLogs;

/// <summary>The last lines of one instance. Not for several threads at a time.</summary>
internal sealed class LineRing(ConsoleLimits limits)
{
    private const int FirstCapacity = 64;

    private ConsoleLine[] _lines = new ConsoleLine[Math.Min(FirstCapacity, limits.Lines)];
    private int _first;
    private long _characters;

    public int Count { get; private set; }

    /// <summary>How many have made room for newer ones.</summary>
    public long Dropped { get; private set; }

    public void Add(ConsoleLine line)
    {
        // The newest is kept, whatever its length.
        _characters += line.Entry.Text.Length;
        while (Count > 0 && (Count == limits.Lines || _characters > limits.Characters))
        {
            RemoveFirst();
        }

        if (Count == _lines.Length)
        {
            Grow();
        }

        _lines[(_first + Count) % _lines.Length] = line;
        Count++;
    }

    /// <summary>The oldest of those after the sequence, as many as there are, or <paramref name="limit"/>.</summary>
    public void CopyAfter(long sequence, int limit, List<ConsoleLine> target)
    {
        var from = IndexAfter(sequence);
        for (var i = from; i < Math.Min(Count, from + limit); i++)
        {
            target.Add(At(i));
        }
    }

    /// <summary>The sequences of the newest, as many as there are, or <paramref name="limit"/>.</summary>
    public void CopySequences(int limit, List<long> target)
    {
        CollectionsMarshal.SetCount(target, target.Count + Math.Min(Count, limit));
        var newest = CollectionsMarshal.AsSpan(target)[^Math.Min(Count, limit)..];
        for (var i = 0; i < newest.Length; i++)
        {
            newest[i] = At(Count - newest.Length + i).Sequence;
        }
    }

    private ConsoleLine At(int index) => _lines[(_first + index) % _lines.Length];

    private int IndexAfter(long sequence)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = At(middle).Sequence <= sequence ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void RemoveFirst()
    {
        _characters -= _lines[_first].Entry.Text.Length;
        _lines[_first] = default;
        _first = (_first + 1) % _lines.Length;
        Count--;
        Dropped++;
    }

    private void Grow()
    {
        var grown = new ConsoleLine[Math.Min(_lines.Length * 2, limits.Lines)];
        for (var i = 0; i < Count; i++)
        {
            grown[i] = At(i);
        }

        (_lines, _first) = (grown, 0);
    }
}
