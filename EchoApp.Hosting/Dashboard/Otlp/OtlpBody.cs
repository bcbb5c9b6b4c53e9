using System.Buffers.Binary;

namespace EchoApp.Hosting.Dashboard.Otlp;

/// <summary>The bytes of one message, compressed or not, from the body of a request, which it does not own.</summary>
/// <param name="request">The body of the request.</param>
/// <param name="length">How many bytes belong to the message; null for all that come.</param>
internal sealed class OtlpBody(Stream request, long? length) : Stream
{
    private const int GzipTrailer = sizeof(uint);
    private const int LeastGzip = 18;

    private readonly byte[] _last = new byte[GzipTrailer];
    private long _received;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>
    /// GZipStream takes what is cut off for the end. Gzip ends with how much it was, modulo 2^32, if it is of one member (RFC 1952,
    /// section 2.3.1), and with a part of that if it is of several.
    /// </summary>
    /// <param name="decompressed">How many bytes came out.</param>
    public bool IsCutOffGzip(int decompressed) =>
        _received > 0 && (_received < LeastGzip || BinaryPrimitives.ReadUInt32LittleEndian(_last) > (uint)decompressed);

    /// <exception cref="OtlpException">The request ends before the message does.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var rest = length is { } all ? all - _received : long.MaxValue;
        if (rest == 0 || buffer.IsEmpty)
        {
            return 0;
        }

        var read = await request.ReadAsync(buffer[..(int)Math.Min(buffer.Length, rest)], cancellationToken);
        if (read == 0 && length is not null)
        {
            throw OtlpException.Malformed($"The gRPC frame is cut off: {rest} bytes of its message did not come.");
        }

        _received += read;
        KeepLast(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void KeepLast(ReadOnlySpan<byte> read)
    {
        var fresh = read[^Math.Min(read.Length, GzipTrailer)..];
        _last.AsSpan(fresh.Length).CopyTo(_last);
        fresh.CopyTo(_last.AsSpan(GzipTrailer - fresh.Length));
    }
}
