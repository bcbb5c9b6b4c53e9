using System.Buffers.Binary;

namespace EchoApp.Web.Echo.Body.Codings;

/// <summary>
/// Undoes <c>deflate</c>, which is the zlib format (RFC 9110 section 8.4.1.2), and also the bare DEFLATE data that some
/// clients send under that name: the first two bytes tell (RFC 1950 section 2.2).
/// </summary>
internal sealed class DeflateReader(Stream source, CodingPlace place) : InflatingReader(source, place)
{
    private const int HasDictionary = 0x20;

    private Adler32 _checksum = new();
    private bool _isZlib;
    private bool _hasBegun;

    protected override async ValueTask<bool> BeginAsync(CancellationToken cancellationToken)
    {
        if (_hasBegun)
        {
            await Place.EndAsync(Input, cancellationToken);
            return false;
        }

        _hasBegun = true;
        await Input.FillAsync(2, cancellationToken);
        _isZlib = IsZlib(Input.Available);
        if (_isZlib)
        {
            var head = await TakeAsync(2, cancellationToken);
            if ((head[1] & HasDictionary) != 0)
            {
                throw Place.Broken("the data needs a dictionary, which HTTP has no way to send,", 1);
            }
        }

        return true;
    }

    protected override async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        if (!_isZlib)
        {
            return;
        }

        var position = Input.Position;
        var checksum = BinaryPrimitives.ReadUInt32BigEndian(await TakeAsync(4, cancellationToken));
        if (checksum != _checksum.Value)
        {
            Place.Note($"the data's checksum (Adler-32) is {_checksum.Value:x8}, and not {checksum:x8} as is said", position);
        }
    }

    protected override void Observe(ReadOnlySpan<byte> decoded) => _checksum.Add(decoded);

    private static bool IsZlib(ReadOnlySpan<byte> head) => head.Length >= 2 && (head[0] & 0x0f) == 8 && ((head[0] << 8) | head[1]) % 31 == 0;
}
