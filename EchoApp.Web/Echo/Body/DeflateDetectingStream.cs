using System.IO.Compression;

namespace EchoApp.Web.Echo.Body;

/// <summary>
/// Undoes <c>deflate</c>, which is the zlib format (RFC 9110 section 8.4.1.2), and also the bare DEFLATE data that some
/// clients send under that name: the first two bytes tell (RFC 1950 section 2.2).
/// </summary>
internal sealed class DeflateDetectingStream(Stream source) : ReadOnlyStream
{
    private Stream? _decoder;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _decoder ??= await DetectAsync(cancellationToken);
        return await _decoder.ReadAsync(buffer, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        _decoder?.Dispose();
        base.Dispose(disposing);
    }

    private async Task<Stream> DetectAsync(CancellationToken cancellationToken)
    {
        var head = new byte[2];
        var length = await source.ReadAtLeastAsync(head, 2, throwOnEndOfStream: false, cancellationToken);
        var whole = new PrefixedStream(head.AsMemory(0, length), source);
        var isZlib = length == 2 && (head[0] & 0x0f) == 8 && ((head[0] << 8) | head[1]) % 31 == 0;
        return isZlib ? new ZLibStream(whole, CompressionMode.Decompress) : new DeflateStream(whole, CompressionMode.Decompress);
    }
}
