using System.Buffers.Binary;

namespace EchoApp.Web.Echo.Body.Codings;

/// <summary>Undoes gzip (RFC 1952), of any number of members. Wrong checksums and lengths are noted; what was decoded stands.</summary>
internal sealed class GzipReader(Stream source, CodingPlace place) : InflatingReader(source, place)
{
    private const int HeadLength = 10;
    private const int HasHeadChecksum = 2;
    private const int HasExtra = 4;
    private const int HasName = 8;
    private const int HasComment = 16;
    private const int Reserved = 0xe0;

    private Crc32 _checksum = new();
    private uint _length;
    private bool _hasBegun;

    protected override async ValueTask<bool> BeginAsync(CancellationToken cancellationToken)
    {
        await Input.FillAsync(3, cancellationToken);
        if (!Input.Available.StartsWith<byte>([0x1f, 0x8b, 8]))
        {
            if (_hasBegun)
            {
                await Place.EndAsync(Input, cancellationToken);
                return false;
            }

            throw Input.Available.Length < 3 && new ReadOnlySpan<byte>([0x1f, 0x8b, 8]).StartsWith(Input.Available)
                ? Place.EndsTooEarly(Input.Available.Length)
                : Place.Broken("gzip data begins with the bytes 1f 8b 08, and this does not,", 0);
        }

        _hasBegun = true;
        _checksum = new();
        _length = 0;
        await SkipHeadAsync(cancellationToken);
        return true;
    }

    protected override async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        var position = Input.Position;
        var tail = await TakeAsync(8, cancellationToken);
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (checksum != _checksum.Value)
        {
            Place.Note($"the data's checksum (CRC-32) is {_checksum.Value:x8}, and not {checksum:x8} as is said", position);
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(4));
        if (length != _length)
        {
            Place.Note($"the data's length is {_length}, and not {length} as is said", position + 4);
        }
    }

    protected override void Observe(ReadOnlySpan<byte> decoded)
    {
        _checksum.Add(decoded);
        _length += (uint)decoded.Length;
    }

    private async ValueTask SkipHeadAsync(CancellationToken cancellationToken)
    {
        var position = Input.Position;
        var flags = (await TakeAsync(HeadLength, cancellationToken))[3];
        if ((flags & Reserved) != 0)
        {
            throw Place.Broken($"gzip's flags are {flags:x2}, which have no meaning,", position + 3);
        }

        if ((flags & HasExtra) != 0)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(await TakeAsync(2, cancellationToken));
            for (var left = (int)length; left > 0; left -= 1024)
            {
                await TakeAsync(Math.Min(left, 1024), cancellationToken);
            }
        }

        if ((flags & HasName) != 0)
        {
            await SkipTextAsync(cancellationToken);
        }

        if ((flags & HasComment) != 0)
        {
            await SkipTextAsync(cancellationToken);
        }

        if ((flags & HasHeadChecksum) != 0)
        {
            await TakeAsync(2, cancellationToken);
        }
    }

    private async ValueTask SkipTextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Input.FillAsync(1, cancellationToken);
            if (Input.Available.IsEmpty)
            {
                throw Place.EndsTooEarly(Input.Position);
            }

            var end = Input.Available.IndexOf((byte)0);
            Input.Advance(end < 0 ? Input.Available.Length : end + 1);
            if (end >= 0)
            {
                return;
            }
        }
    }
}
