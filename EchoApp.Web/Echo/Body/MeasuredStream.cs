using System.Buffers;
using System.Security.Cryptography;
using EchoApp.Web.Memory;

namespace EchoApp.Web.Echo.Body;

/// <summary>Counts and hashes what is read through it, and keeps its beginning, for as long as the request holds its memory.</summary>
internal sealed class MeasuredStream(Stream source, RequestHold hold, int keep, long limit) : ReadOnlyStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly KeptBytes _kept = hold.Keep();

    /// <summary>Bytes read so far.</summary>
    public long Count { get; private set; }

    public ReadOnlyMemory<byte> Kept => _kept.Written;

    /// <summary>Whether less is kept than is wanted, for want of memory.</summary>
    public bool IsShort => _kept.IsShort;

    public bool IsComplete { get; private set; }

    /// <summary>SHA-256 of everything, in lower-case hexadecimal; null unless all of it was read.</summary>
    public string? Sha256 { get; private set; }

    /// <exception cref="BodyTooLongException">More than the limit came.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await source.ReadAsync(buffer, cancellationToken);
        Observe(buffer.Span[..read], buffer.Length);
        return read;
    }

    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            while (await ReadAsync(buffer, cancellationToken) > 0)
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override void Dispose(bool disposing)
    {
        _hash.Dispose();
        base.Dispose(disposing);
    }

    private void Observe(ReadOnlySpan<byte> bytes, int asked)
    {
        if (bytes.IsEmpty && asked > 0 && !IsComplete)
        {
            IsComplete = true;
            Sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset());
        }

        Count += bytes.Length;
        if (Count > limit)
        {
            throw new BodyTooLongException(limit);
        }

        _hash.AppendData(bytes);
        _kept.Append(bytes[..Math.Min(bytes.Length, keep - _kept.Count)]);
    }
}
