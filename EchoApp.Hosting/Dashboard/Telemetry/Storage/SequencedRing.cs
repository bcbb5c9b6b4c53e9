namespace EchoApp.Hosting.Dashboard.Telemetry.Storage;

/// <summary>
/// Items in the order of their numbers, added at one end and removed at the other, or, where a resource or trace has its own bound, in
/// between: such a place stays empty until the next compaction. Adding costs O(1) amortised, removing O(log n).
/// </summary>
/// <param name="gate">Held by who writes. Readers take it for as long as a copy of references lasts.</param>
internal sealed class SequencedRing<T>(Lock gate)
    where T : class, ISequenced
{
    private const int SmallestLength = 256;

    private (long Seq, T? Item)[] _slots = new (long, T?)[SmallestLength];
    private int _head;
    private int _used;
    private long _cursor;

    public int Count { get; private set; }

    /// <summary>The number of the newest item, also where it is no longer kept.</summary>
    public long Cursor => Volatile.Read(ref _cursor);

    /// <summary>With the gate held.</summary>
    public T? Oldest => Count == 0 ? null : Slot(0).Item;

    /// <summary>With the gate held; numbers ascend.</summary>
    public void Add(T item)
    {
        if (_used == _slots.Length)
        {
            MakeRoom();
        }

        _used++;
        Slot(_used - 1) = (item.Seq, item);
        Count++;
        Volatile.Write(ref _cursor, item.Seq);
    }

    /// <summary>With the gate held.</summary>
    public void Remove(T item)
    {
        ref var slot = ref Slot(IndexAfter(item.Seq - 1));
        if (slot.Seq != item.Seq || slot.Item is null)
        {
            throw new InvalidOperationException($"Item {item.Seq} is not in the ring.");
        }

        slot.Item = null;
        Count--;
        while (_used > 0 && Slot(0).Item is null)
        {
            _head = (_head + 1) % _slots.Length;
            _used--;
        }
    }

    public T? Find(long seq)
    {
        lock (gate)
        {
            var index = IndexAfter(seq - 1);
            return index < _used && Slot(index).Seq == seq ? Slot(index).Item : null;
        }
    }

    /// <summary>Copies the first ones after <paramref name="seq"/>, ascending.</summary>
    /// <returns>How many; fewer than fit if there are no more.</returns>
    public int CopyAfter(long seq, Span<T> into)
    {
        lock (gate)
        {
            var copied = 0;
            for (var index = IndexAfter(seq); index < _used && copied < into.Length; index++)
            {
                if (Slot(index).Item is { } item)
                {
                    into[copied++] = item;
                }
            }

            return copied;
        }
    }

    /// <summary>Copies the last ones before <paramref name="seq"/>, descending.</summary>
    /// <returns>How many; fewer than fit if there are no more.</returns>
    public int CopyBefore(long seq, Span<T> into)
    {
        lock (gate)
        {
            var copied = 0;
            for (var index = IndexAfter(seq - 1) - 1; index >= 0 && copied < into.Length; index--)
            {
                if (Slot(index).Item is { } item)
                {
                    into[copied++] = item;
                }
            }

            return copied;
        }
    }

    private ref (long Seq, T? Item) Slot(int index)
    {
        var at = _head + index;
        return ref _slots[at < _slots.Length ? at : at - _slots.Length];
    }

    // The first index with a greater number.
    private int IndexAfter(long seq)
    {
        var (low, high) = (0, _used);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Slot(middle).Seq <= seq ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    // A quarter of the slots is free afterwards at least, so that each item is moved a fixed number of times on average.
    private void MakeRoom()
    {
        var length = Math.Max(SmallestLength, Count > _slots.Length / 4 * 3 ? _slots.Length * 2 : Count < _slots.Length / 8 ? _slots.Length / 2 : _slots.Length);
        var slots = new (long, T?)[length];
        var moved = 0;
        for (var index = 0; index < _used; index++)
        {
            if (Slot(index).Item is not null)
            {
                slots[moved++] = Slot(index);
            }
        }

        (_slots, _head, _used) = (slots, 0, moved);
    }
}
