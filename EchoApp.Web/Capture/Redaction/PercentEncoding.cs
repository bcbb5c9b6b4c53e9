using System.Buffers;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>Undoes <c>%70</c> and <c>+</c> as the URL Standard does for forms: a <c>%</c> without two hexadecimal digits stands for itself.</summary>
internal static class PercentEncoding
{
    private static readonly SearchValues<byte> _encoded = SearchValues.Create("%+"u8);

    public static bool Is(ReadOnlySpan<byte> text) => text.ContainsAny(_encoded);

    /// <param name="encoded">What is decoded.</param>
    /// <param name="decoded">Where to, of the same length at least; it may be the same place.</param>
    /// <returns>The length of what is decoded.</returns>
    public static int Decode(ReadOnlySpan<byte> encoded, Span<byte> decoded)
    {
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            var value = encoded[i];
            if (value == '%' && i + 2 < encoded.Length && char.IsAsciiHexDigit((char)encoded[i + 1]) && char.IsAsciiHexDigit((char)encoded[i + 2]))
            {
                value = (byte)((HexDigit(encoded[i + 1]) << 4) | HexDigit(encoded[i + 2]));
                i += 2;
            }
            else if (value == '+')
            {
                value = (byte)' ';
            }

            decoded[length++] = value;
        }

        return length;
    }

    private static int HexDigit(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
