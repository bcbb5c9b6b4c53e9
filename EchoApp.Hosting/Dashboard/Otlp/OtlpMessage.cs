using System.Buffers;
using System.IO.Compression;
using System.Threading.RateLimiting;

namespace EchoApp.Hosting.Dashboard.Otlp;

/// <summary>One message in memory, decompressed; it gives back its place when it is disposed of.</summary>
internal sealed class OtlpMessage : IDisposable
{
    /// <summary>From here on a message is large; what is smaller is read into shared memory.</summary>
    private const int Large = 1024 * 1024;

    private const int FirstSize = 16 * 1024;

    private readonly OtlpLimits _limits;
    private readonly OtlpAdmission _admission;
    private readonly RateLimitLease _place;
    private RateLimitLease? _largePlace;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _length;

    private OtlpMessage(OtlpLimits limits, OtlpAdmission admission, RateLimitLease place)
    {
        _limits = limits;
        _admission = admission;
        _place = place;
    }

    public ReadOnlyMemory<byte> Content => _buffer.AsMemory(0, _length);

    /// <exception cref="OtlpException">It is larger than <see cref="OtlpLimits.MaxMessageBytes"/>, or too many wait.</exception>
    /// <exception cref="InvalidDataException">It is not gzip, though it should be.</exception>
    public static async Task<OtlpMessage> ReadAsync(
        OtlpBody body, bool isGzip, OtlpLimits limits, OtlpAdmission admission, CancellationToken cancellationToken)
    {
        var message = new OtlpMessage(limits, admission, await admission.EnterAsync(cancellationToken));
        try
        {
            if (isGzip)
            {
                await using var decompressed = new GZipStream(body, CompressionMode.Decompress, leaveOpen: true);
                await message.FillAsync(decompressed, cancellationToken);
                if (body.IsCutOffGzip(message._length))
                {
                    throw new InvalidDataException("It is cut off.");
                }
            }
            else
            {
                await message.FillAsync(body, cancellationToken);
            }

            return message;
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Return(_buffer);
        _buffer = [];
        _largePlace?.Dispose();
        _place.Dispose();
    }

    private async Task FillAsync(Stream source, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_length == _buffer.Length)
            {
                await GrowAsync(cancellationToken);
            }

            var read = await source.ReadAsync(_buffer.AsMemory(_length), cancellationToken);
            if (read == 0)
            {
                return;
            }

            _length += read;
            if (_length > _limits.MaxMessageBytes)
            {
                throw OtlpException.TooLarge("The message", _limits.MaxMessageBytes, nameof(OtlpLimits.MaxMessageBytes));
            }
        }
    }

    private async Task GrowAsync(CancellationToken cancellationToken)
    {
        var size = 2 * _buffer.Length;
        if (size > Large)
        {
            _largePlace ??= await _admission.EnterLargeAsync(cancellationToken);
        }

        // One more than allowed, so that what is too large shows.
        size = (int)Math.Min(size, Math.Max((long)_limits.MaxMessageBytes + 1, Large));
        var larger = size <= Large ? ArrayPool<byte>.Shared.Rent(size) : new byte[size];
        Content.CopyTo(larger);
        Return(_buffer);
        _buffer = larger;
    }

    // The pool would keep large arrays for long, and memory is to be small while nothing is sent.
    private static void Return(byte[] buffer)
    {
        if (buffer.Length is > 0 and <= Large)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
