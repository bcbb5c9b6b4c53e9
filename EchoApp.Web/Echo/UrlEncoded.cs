using System.Buffers;
using System.Text;

namespace EchoApp.Web.Echo;

/// <summary>
/// <c>application/x-www-form-urlencoded</c>, as the URL Standard parses it: <c>+</c> is a space, a <c>%</c> without two
/// hexadecimal digits stands for itself, and what is not UTF-8 becomes U+FFFD.
/// </summary>
internal static class UrlEncoded
{
    private static readonly SearchValues<byte> _encoded = SearchValues.Create("%+"u8);

    public static NamedValues Parse(string encoded) => Parse(Encoding.UTF8.GetBytes(encoded), out _);

    public static NamedValues Parse(ReadOnlySpan<byte> encoded, out bool cut)
    {
        var values = new NamedValues();
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

            var equals = pair.IndexOf((byte)'=');
            values.Add(Decode(equals < 0 ? pair : pair[..equals]), equals < 0 ? "" : Decode(pair[(equals + 1)..]));
        }

        cut = false;
        return values;
    }

    private static string Decode(ReadOnlySpan<byte> encoded)
    {
        if (!encoded.ContainsAny(_encoded))
        {
            return Encoding.UTF8.GetString(encoded);
        }

        var rented = ArrayPool<byte>.Shared.Rent(encoded.Length);
        try
        {
            var length = Decode(encoded, rented);
            return Encoding.UTF8.GetString(rented, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
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
