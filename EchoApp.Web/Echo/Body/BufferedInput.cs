using System.Buffers;

namespace EchoApp.Web.Echo.Body;

/// <summary>Looks ahead in a stream. Positions are in bytes from its beginning, counted from 0.</summary>
internal sealed class BufferedInput(Stream source, int capacity) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(capacity);
    private int _start;
    private int _end;

    /// <summary>Of the first byte that is available.</summary>
    public long Position { get; private set; }

    /// <summary>Whether nothing comes after what is available.</summary>
    public bool IsLast { get; private set; }

    public ReadOnlySpan<byte> Available => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Reads on until this many bytes, at most the capacity, are available or the stream has ended.</summary>
    public ValueTask FillAsync(int count, CancellationToken cancellationToken) =>
        IsLast || _end - _start >= count ? ValueTask.CompletedTask : ReadAsync(count, cancellationToken);

    public void Advance(int count)
    {
        _start += count;
        Position += count;
    }

    /// <summary>Reads the rest of the stream, and tells how many bytes were left.</summary>
    public async ValueTask<long> DrainAsync(CancellationToken cancellationToken)
    {
        var from = Position;
        do
        {
            Advance(Available.Length);
            await FillAsync(1, cancellationToken);
        }
        while (!Available.IsEmpty);

        return Position - from;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _start = _end = 0;
        }
    }

    private async ValueTask ReadAsync(int count, CancellationToken cancellationToken)
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        while (_end < count)
        {
            var read = await source.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (read == 0)
            {
                IsLast = true;
                return;
            }

            _end += read;
        }
    }
}
