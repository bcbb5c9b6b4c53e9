using System.Buffers.Binary;

namespace EchoApp.Web.Inspector.Detail.Body;

/// <summary>An image that browsers show and that runs nothing, told by its first bytes and not by what it is said to be.</summary>
/// <param name="MediaType">What it is.</param>
/// <param name="Width">In pixels, as the image says; null where that is not looked for.</param>
/// <param name="Height">The same.</param>
internal sealed record ImageFormat(string MediaType, long? Width = null, long? Height = null)
{
    private static ReadOnlySpan<byte> PngStart => [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    private static ReadOnlySpan<byte> JpegStart => [0xff, 0xd8, 0xff];

    /// <returns>Null for anything else. SVG is a document, and none of these.</returns>
    public static ImageFormat? Find(ReadOnlySpan<byte> bytes) =>
        Png(bytes) ?? Gif(bytes) ?? Bmp(bytes)
        ?? (bytes.StartsWith(JpegStart) ? new("image/jpeg")
        : IsWebp(bytes) ? new("image/webp")
        : IsAvif(bytes) ? new("image/avif") : null);

    /// <summary>PNG section 5.2, and IHDR in section 11.2.1.</summary>
    private static ImageFormat? Png(ReadOnlySpan<byte> bytes) =>
        !bytes.StartsWith(PngStart) ? null
        : bytes.Length >= 24 && bytes[12..].StartsWith("IHDR"u8) ? new("image/png", BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]))
        : new("image/png");

    /// <summary>GIF89a sections 17 and 18.</summary>
    private static ImageFormat? Gif(ReadOnlySpan<byte> bytes) =>
        !bytes.StartsWith("GIF87a"u8) && !bytes.StartsWith("GIF89a"u8) ? null
        : bytes.Length >= 10 ? new("image/gif", BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]))
        : new("image/gif");

    /// <summary>BITMAPFILEHEADER and what follows it, by whose length it is told from text that begins with BM; a height below 0 is of lines from the top down.</summary>
    private static ImageFormat? Bmp(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 26 && bytes.StartsWith("BM"u8) && BinaryPrimitives.ReadUInt32LittleEndian(bytes[14..]) is 40 or 52 or 56 or 108 or 124
            ? new("image/bmp", BinaryPrimitives.ReadInt32LittleEndian(bytes[18..]), Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(bytes[22..])))
            : null;

    private static bool IsWebp(ReadOnlySpan<byte> bytes) => bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8);

    /// <summary>The major brand of a file of ISO/IEC 14496-12.</summary>
    private static bool IsAvif(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 12 && bytes[4..].StartsWith("ftyp"u8) && (bytes[8..].StartsWith("avif"u8) || bytes[8..].StartsWith("avis"u8));
}
