using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EchoApp.Web.Echo;

/// <summary>
/// A reusable buffer with JSON writers into it: one per thread is kept between answers. The whole answer is in it before the
/// first byte is sent, so that its length is known.
/// </summary>
internal sealed class EchoBuffer : IBufferWriter<byte>
{
    private const int UsualCapacity = 4096;
    private const int LargestCapacityKept = 64 * 1024;

    [ThreadStatic]
    private static EchoBuffer? _kept;

    private byte[] _bytes = new byte[UsualCapacity];
    private int _written;
    private Utf8JsonWriter? _compact;
    private Utf8JsonWriter? _indented;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _written);

    public static EchoBuffer Rent()
    {
        var buffer = _kept ?? new EchoBuffer();
        _kept = null;
        return buffer;
    }

    public static void Return(EchoBuffer buffer)
    {
        buffer._written = 0;
        if (buffer._bytes.Length > LargestCapacityKept)
        {
            ArrayPool<byte>.Shared.Return(buffer._bytes);
            buffer._bytes = new byte[UsualCapacity];
        }

        _kept = buffer;
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

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_written);
    }

    /// <summary>
    /// The relaxed encoder leaves quotes of the other kind, angle brackets and letters of every script readable. That is safe
    /// here, as the answer is <c>application/json</c> with <c>nosniff</c> and never part of a page.
    /// </summary>
    private static JsonWriterOptions Options(bool indented) =>
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, Indented = indented };

    private void Reserve(int size)
    {
        if (_bytes.Length - _written >= Math.Max(size, 1))
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_written + size, 2 * _bytes.Length));
        _bytes.AsSpan(0, _written).CopyTo(larger);
        if (_bytes.Length > LargestCapacityKept)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = larger;
    }
}
