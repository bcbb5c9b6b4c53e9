using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using EchoApp.Web.Memory;

namespace EchoApp.Web.Echo;

/// <summary>
/// A reusable buffer with JSON writers into it: one per thread is kept between answers. The whole answer is in it before the
/// first byte is sent, so that its length is known. What is not small is in memory of the budget.
/// </summary>
internal sealed class EchoBuffer : IBufferWriter<byte>
{
    private const int UsualCapacity = 4096;
    private const int LargestUncounted = 32 * 1024;
    private const int Step = 64 * 1024;

    [ThreadStatic]
    private static EchoBuffer? _kept;

    private byte[] _bytes = new byte[UsualCapacity];
    private int _written;
    private Utf8JsonWriter? _compact;
    private Utf8JsonWriter? _indented;

    private RequestMemory? _memory;
    private PageSlot? _slot;
    private long _taken;
    private int _touched;

    /// <summary>Addresses for any answer that these options lead to: in JSON a byte takes six at most, and stands in it five times at most.</summary>
    public static int LongestAnswer(EchoOptions options) => (32 * 1024 * 1024) + (32 * Math.Max(options.MaxBodyKept, 1024 * 1024));

    public ReadOnlyMemory<byte> Written => Bytes[.._written];

    /// <summary>What is paid for, and no more of a slot than that.</summary>
    private Memory<byte> Bytes => _slot is null ? _bytes : _slot.Memory[..(int)Math.Min(_taken, _slot.Capacity)];

    /// <param name="memory">For what is not small; null for what always is.</param>
    public static EchoBuffer Rent(RequestMemory? memory)
    {
        var buffer = _kept ?? new EchoBuffer();
        _kept = null;
        buffer._memory = memory;
        return buffer;
    }

    public static void Return(EchoBuffer buffer)
    {
        if (buffer is { _taken: > 0, _memory: { } memory })
        {
            if (buffer._slot is { } slot)
            {
                memory.Answers.Return(slot, Math.Max(buffer._touched, buffer._written));
            }

            memory.Budget.Give(buffer._taken);
            buffer._slot = null;
            buffer._taken = 0;
        }

        buffer._written = 0;
        buffer._touched = 0;
        buffer._memory = null;
        _kept = buffer;
    }

    /// <summary>Forgets what was written, to be written anew.</summary>
    public void Clear()
    {
        _touched = Math.Max(_touched, _written);
        _written = 0;
    }

    public Utf8JsonWriter Writer(bool indented)
    {
        ref var writer = ref indented ? ref _indented : ref _compact;
        if (writer is null)
        {
            writer = new Utf8JsonWriter(this, Options(indented));
        }
        else
        {
            writer.Reset();
        }

        return writer;
    }

    /// <summary>Ends the answer with a line feed, for the terminal and for files of one answer per line.</summary>
    public void EndLine()
    {
        GetSpan(1)[0] = (byte)'\n';
        Advance(1);
    }

    public void Advance(int count) => _written += count;

    /// <exception cref="MemoryShortageException">There is no memory for so long an answer.</exception>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return Bytes[_written..];
    }

    /// <inheritdoc cref="GetMemory"/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return Bytes.Span[_written..];
    }

    /// <summary>
    /// The relaxed encoder leaves quotes of the other kind, angle brackets and letters of every script readable. That is safe
    /// here, as the answer is <c>application/json</c> with <c>nosniff</c> and never part of a page.
    /// </summary>
    private static JsonWriterOptions Options(bool indented) =>
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, Indented = indented };

    private void Reserve(int size)
    {
        var needed = _written + Math.Max(size, 1);
        if (_slot is null && needed <= _bytes.Length)
        {
            return;
        }

        if (_slot is null && needed <= LargestUncounted)
        {
            Array.Resize(ref _bytes, Math.Min(Math.Max(needed, 2 * _bytes.Length), LargestUncounted));
            return;
        }

        ReserveCounted(needed);
    }

    private void ReserveCounted(int needed)
    {
        var memory = _memory ?? throw new InvalidOperationException("Only a small answer was asked for.");
        while (_taken < needed)
        {
            if (needed > memory.Answers.Capacity || !memory.Budget.TryTake(Step))
            {
                throw new MemoryShortageException();
            }

            _taken += Step;
        }

        if (_slot is null)
        {
            if (!memory.Answers.TryRent(out var slot))
            {
                throw new MemoryShortageException();
            }

            _bytes.AsSpan(0, _written).CopyTo(slot.GetSpan());
            _slot = slot;
        }
    }
}
