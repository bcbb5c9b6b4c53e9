using System.Text;

namespace EchoApp.Web.Echo.Body.Charsets;

/// <summary>
/// The order of bytes in UTF-16 and UTF-32: that of the byte order mark, which is no part of the text, and without one that of
/// the name; <c>utf-16</c> and <c>utf-32</c> then are big endian (RFC 2781 section 4.3).
/// </summary>
internal static class ByteOrder
{
    private static readonly Encoding _utf16Big = new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding _utf16Little = new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding _utf32Big = new UTF32Encoding(bigEndian: true, byteOrderMark: false, throwOnInvalidCharacters: true);
    private static readonly Encoding _utf32Little = new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true);

    /// <returns>What to decode with, and the length of the mark in bytes. Other charsets are given back as they are.</returns>
    public static (Encoding Encoding, int MarkLength) Find(string charset, Encoding encoding, ReadOnlySpan<byte> bytes, BodyNotes notes)
    {
        var isUtf16 = charset.StartsWith("utf-16", StringComparison.Ordinal);
        if (!isUtf16 && !charset.StartsWith("utf-32", StringComparison.Ordinal))
        {
            return (encoding, 0);
        }

        var length = isUtf16 ? 2 : 4;
        var isBig = isUtf16 ? bytes.StartsWith<byte>([0xfe, 0xff]) : bytes.StartsWith<byte>([0, 0, 0xfe, 0xff]);
        var isLittle = isUtf16 ? bytes.StartsWith<byte>([0xff, 0xfe]) : bytes.StartsWith<byte>([0xff, 0xfe, 0, 0]);
        var big = isUtf16 ? _utf16Big : _utf32Big;
        var little = isUtf16 ? _utf16Little : _utf32Little;
        var isLittleByName = charset.EndsWith("le", StringComparison.Ordinal);
        if (!isBig && !isLittle)
        {
            if (bytes.Length > 0 && charset.Length == "utf-16".Length)
            {
                notes.Add($"No byte order mark at byte 0, counted from 0: {charset} without one is big endian.");
            }

            return (isLittleByName ? little : big, 0);
        }

        if (isBig ? isLittleByName : charset.EndsWith("be", StringComparison.Ordinal))
        {
            notes.Add($"The byte order mark at byte 0, counted from 0, says {(isBig ? "big" : "little")} endian, against the charset {charset}; the mark counts.");
        }

        return (isBig ? big : little, length);
    }
}
