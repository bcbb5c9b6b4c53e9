using System.Buffers;
using System.Text;
using EchoApp.Web.Echo.Body.Charsets;

namespace EchoApp.Web.Echo;

/// <summary>
/// <c>application/x-www-form-urlencoded</c>, as the URL Standard parses it: <c>+</c> is a space, a <c>%</c> without two
/// hexadecimal digits stands for itself, and what is not valid in its charset, for a query UTF-8, becomes U+FFFD.
/// </summary>
internal static class UrlEncoded
{
    private static readonly SearchValues<byte> _encoded = SearchValues.Create("%+"u8);

    public static NamedValues Parse(string encoded) => Parse(Encoding.UTF8.GetBytes(encoded), Charset.Utf8, out _, out _);

    /// <param name="encoded">Bytes in a charset of which ASCII is a part.</param>
    /// <param name="charset">What names and values are in once they are decoded.</param>
    /// <param name="cut">Whether there are more pairs than are taken.</param>
    /// <param name="invalidAt">Where the first pair begins that is not valid in the charset; -1 when all are.</param>
    public static NamedValues Parse(ReadOnlySpan<byte> encoded, Charset charset, out bool cut, out int invalidAt)
    {
        var values = new NamedValues();
        invalidAt = -1;
        foreach (var range in encoded.Split((byte)'&'))
        {
            var pair = encoded[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            if (values.IsFull)
            {
                cut = true;
                return values;
            }

            var (name, value) = ParsePair(pair, charset, out var isLossy);
            values.Add(name, value);
            if (isLossy && invalidAt < 0)
            {
                invalidAt = range.Start.GetOffset(encoded.Length);
            }
        }

        cut = false;
        return values;
    }

    /// <summary>One name with its value.</summary>
    /// <param name="pair">What stands between two ampersands.</param>
    /// <param name="charset">What name and value are in once they are decoded.</param>
    /// <param name="isLossy">Whether something of it is not valid in the charset.</param>
    public static (string Name, string Value) ParsePair(ReadOnlySpan<byte> pair, Charset charset, out bool isLossy)
    {
        var equals = pair.IndexOf((byte)'=');
        isLossy = false;
        var name = Decode(equals < 0 ? pair : pair[..equals], charset, ref isLossy);
        return (name, equals < 0 ? "" : Decode(pair[(equals + 1)..], charset, ref isLossy));
    }

    private static string Decode(ReadOnlySpan<byte> encoded, Charset charset, ref bool isLossy)
    {
        if (!encoded.ContainsAny(_encoded))
        {
            return Text(encoded, charset, ref isLossy);
        }

        var rented = ArrayPool<byte>.Shared.Rent(encoded.Length);
        try
        {
            var length = Decode(encoded, rented);
            return Text(rented.AsSpan(0, length), charset, ref isLossy);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static string Text(ReadOnlySpan<byte> bytes, Charset charset, ref bool isLossy)
    {
        var text = charset.DecodeLossy(bytes, out var lossy);
        isLossy |= lossy;
        return text;
    }

    private static int Decode(ReadOnlySpan<byte> encoded, Span<byte> decoded)
    {
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            var value = encoded[i];
            if (value == '%' && i + 2 < encoded.Length && char.IsAsciiHexDigit((char)encoded[i + 1]) && char.IsAsciiHexDigit((char)encoded[i + 2]))
            {
                Convert.FromHexString(encoded.Slice(i + 1, 2), decoded[length..], out _, out _);
                i += 2;
            }
            else
            {
                decoded[length] = value == '+' ? (byte)' ' : value;
            }

            length++;
        }

        return length;
    }
}
