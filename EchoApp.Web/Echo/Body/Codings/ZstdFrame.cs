using System.Buffers.Binary;

namespace EchoApp.Web.Echo.Body.Codings;

/// <summary>The head of a zstd frame (RFC 8878 section 3.1.1.1).</summary>
/// <param name="Length">Of the head, in bytes.</param>
/// <param name="Window">Bytes that its decoder must remember.</param>
/// <param name="HasChecksum">Whether four bytes of one follow the last block.</param>
/// <param name="NeedsDictionary">Whether it names one.</param>
internal readonly record struct ZstdFrame(int Length, ulong Window, bool HasChecksum, bool NeedsDictionary)
{
    public const int LongestHead = 18;

    /// <summary>Reads a head that begins with the magic number; null when it is incomplete, or uses what is reserved.</summary>
    public static ZstdFrame? Read(ReadOnlySpan<byte> head)
    {
        if (head.Length < 6 || (head[4] & 8) != 0)
        {
            return null;
        }

        var isSingle = (head[4] & 0x20) != 0;
        var dictionaryLength = (head[4] & 3) switch { 3 => 4, var other => other };
        var sizeLength = (head[4] >> 6) switch { 0 => isSingle ? 1 : 0, 1 => 2, 2 => 4, _ => 8 };
        var sizeAt = (isSingle ? 5 : 6) + dictionaryLength;
        if (head.Length < sizeAt + sizeLength)
        {
            return null;
        }

        var dictionary = head.Slice(sizeAt - dictionaryLength, dictionaryLength);
        var window = isSingle ? ContentSize(head.Slice(sizeAt, sizeLength)) : WindowSize(head[5]);
        return new ZstdFrame(sizeAt + sizeLength, window, (head[4] & 4) != 0, dictionary.ContainsAnyExcept((byte)0));
    }

    private static ulong ContentSize(ReadOnlySpan<byte> size) => size.Length switch
    {
        1 => size[0],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(size) + 256UL,
        4 => BinaryPrimitives.ReadUInt32LittleEndian(size),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(size),
    };

    private static ulong WindowSize(byte descriptor)
    {
        var least = 1UL << (10 + (descriptor >> 3));
        return least + ((least / 8) * (descriptor & 7UL));
    }
}
