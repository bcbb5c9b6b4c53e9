using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Dashboard.Streaming;
using EchoApp.Hosting.Engine.Logs;

namespace EchoApp.Hosting.Dashboard.ConsoleLogs;

/// <summary>The last lines of every instance, with one sequence over all of them, so that any number of readers, however slow, go on where they were.</summary>
internal sealed class ConsoleStore(ResourceLoggerService loggers, ConsoleLimits limits)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LineRing> _rings = new(StringComparer.OrdinalIgnoreCase);
    private readonly ChangeSignal _changed = new();
    private long _newest;

    /// <summary>Takes every line from now on.</summary>
    public void Subscribe() => loggers.Appended += Add;

    public void Unsubscribe() => loggers.Appended -= Add;

    /// <summary>Completes with the next line.</summary>
    public Task Next() => _changed.Next();

    /// <summary>The oldest lines of the selection after the cursor, at most <paramref name="limit"/>.</summary>
    /// <param name="selection">Whose lines.</param>
    /// <param name="cursor">The sequence up to which was read; 0 for all.</param>
    /// <param name="limit">How many.</param>
    /// <param name="tails">From where on lines of an instance are wanted, where not from the cursor on.</param>
    public ConsoleBatch Read(ConsoleSelection selection, long cursor, int limit, IReadOnlyDictionary<string, long>? tails = null)
    {
        var lines = new List<ConsoleLine>();
        long dropped = 0;
        long newest;
        lock (_gate)
        {
            newest = _newest;
            foreach (var (id, ring) in Selected(selection))
            {
                ring.CopyAfter(Math.Max(cursor, tails?.GetValueOrDefault(id) ?? 0), limit, lines);
                dropped += ring.Dropped;
            }
        }

        // Each ring has given its oldest; of all of them together the oldest are wanted.
        lines.Sort(static (one, other) => one.Sequence.CompareTo(other.Sequence));
        var isCut = lines.Count >= limit;
        if (isCut)
        {
            lines.RemoveRange(limit, lines.Count - limit);
        }

        return new ConsoleBatch(lines, isCut ? lines[^1].Sequence : Math.Max(cursor, newest), dropped);
    }

    /// <summary>The cursor after which the selection has so many lines, or all that it has.</summary>
    public long CursorOfTail(ConsoleSelection selection, int lines)
    {
        var sequences = new List<long>();
        lock (_gate)
        {
            if (lines == 0)
            {
                return _newest;
            }

            foreach (var (_, ring) in Selected(selection))
            {
                ring.CopySequences(lines, sequences);
            }
        }

        sequences.Sort();
        return sequences.Count < lines ? 0 : sequences[^lines] - 1;
    }

    /// <summary>The sequences after which each instance of the selection has so many lines; those that have no more are left out.</summary>
    public IReadOnlyDictionary<string, long> TailOfEach(ConsoleSelection selection, int lines)
    {
        var tails = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        lock (_gate)
        {
            // Lines from before there were instances are those of the first.
            foreach (var rings in Selected(selection).GroupBy(ring => loggers.OwnerOf(ring.Key)).Where(rings => rings.Sum(ring => ring.Value.Count) > lines))
            {
                var tail = lines == 0 ? _newest : TailOf(rings.Select(ring => ring.Value), lines);
                foreach (var ring in rings)
                {
                    tails[ring.Key] = tail;
                }
            }
        }

        return tails;
    }

    private static long TailOf(IEnumerable<LineRing> rings, int lines)
    {
        var sequences = new List<long>();
        foreach (var ring in rings)
        {
            ring.CopySequences(lines, sequences);
        }

        sequences.Sort();
        return sequences[^lines] - 1;
    }

    private IEnumerable<KeyValuePair<string, LineRing>> Selected(ConsoleSelection selection) => _rings.Where(ring => selection.Includes(ring.Key, loggers.ResourceOf));

    private void Add(LogEntry entry)
    {
        lock (_gate)
        {
            if (!_rings.TryGetValue(entry.InstanceId, out var ring))
            {
                _rings[entry.InstanceId] = ring = new LineRing(limits);
            }

            ring.Add(new ConsoleLine(++_newest, entry));
        }

        _changed.Set();
    }
}
