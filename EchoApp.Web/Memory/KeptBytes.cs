using System.Buffers;

namespace EchoApp.Web.Memory;

/// <summary>
/// Bytes that are kept as they come, in one piece, as many as the budget allows. A few come from the pool of arrays; more move once into a
/// <see cref="PageSlot"/> and grow there.
/// </summary>
internal sealed class KeptBytes(RequestHold hold, PageSlots slots)
{
    /// <summary>Bytes that are taken from the budget at a time, and as many for the answer that they will stand in.</summary>
    private const int Step = 64 * 1024;

    /// <summary>As many as fit in here are not counted: most bodies are small, and this is less than their connections cost.</summary>
    private const int Uncounted = 4096;

    private byte[] _few = [];
    private PageSlot? _slot;
    private int _taken;
    private int _touched;
    private bool _isReleased;

    public int Count { get; private set; }

    /// <summary>Whether bytes were left out for want of memory.</summary>
    public bool IsShort { get; private set; }

    public ReadOnlyMemory<byte> Written => _slot is null ? _few.AsMemory(0, Count) : _slot.Memory[..Count];

    /// <summary>Keeps as many of the bytes as there is memory for; once some were left out, no more.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (IsShort || _isReleased || bytes.IsEmpty)
        {
            return;
        }

        var room = Reserve(Count + bytes.Length) - Count;
        if (room < bytes.Length)
        {
            IsShort = true;
            bytes = bytes[..room];
        }

        bytes.CopyTo(_slot is null ? _few.AsSpan(Count) : _slot.GetSpan()[Count..]);
        Count += bytes.Length;
        _touched = Math.Max(_touched, Count);
    }

    /// <summary>Forgets the bytes, and takes others in their place.</summary>
    public void Clear()
    {
        Count = 0;
        IsShort = false;
    }

    /// <summary>Gives the memory back; what comes after is not kept.</summary>
    public void Release()
    {
        _isReleased = true;
        if (_slot is not null)
        {
            slots.Return(_slot, _touched);
            _slot = null;
        }

        if (_few.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_few);
            _few = [];
        }

        Count = 0;
    }

    /// <returns>How many bytes there is room for, at most <paramref name="length"/>.</returns>
    private int Reserve(int length)
    {
        if (_slot is null && length <= Uncounted)
        {
            _few = _few.Length == 0 ? ArrayPool<byte>.Shared.Rent(Uncounted) : _few;
            return length;
        }

        length = Math.Min(length, slots.Capacity);
        while (_taken < length && hold.TryTakeWithAnswer(Step))
        {
            _taken += Step;
        }

        _slot ??= _taken > 0 ? MoveToSlot() : null;
        return Math.Min(length, _slot is null ? _few.Length : _taken);
    }

    private PageSlot? MoveToSlot()
    {
        if (!slots.TryRent(out var slot))
        {
            return null;
        }

        _few.AsSpan(0, Count).CopyTo(slot.GetSpan());
        return slot;
    }
}
