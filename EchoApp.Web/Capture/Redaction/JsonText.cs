using System.Buffers;
using System.Text;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>Strings of JSON that need not be valid.</summary>
internal static class JsonText
{
    /// <summary>What a name without quotes is made of.</summary>
    public static SearchValues<byte> Word { get; } = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$-"u8);

    /// <summary>How many stand before a position.</summary>
    public static int Backslashes(ReadOnlySpan<byte> source, int floor, int position) =>
        position - floor - 1 - source[floor..position].LastIndexOfAnyExcept((byte)'\\');

    /// <summary>Where the next quote without a backslash before it stands; -1 when there is none.</summary>
    public static int EndOfString(ReadOnlySpan<byte> source, int start, byte quote)
    {
        while (start < source.Length)
        {
            var length = source[start..].IndexOfAny(quote, (byte)'\\');
            if (length < 0)
            {
                return -1;
            }

            start += length;
            if (source[start] == quote)
            {
                return start;
            }

            start += 2;
        }

        return -1;
    }

    /// <summary>Undoes the escapes.</summary>
    /// <param name="escaped">What stands in the text.</param>
    /// <param name="text">Where to, of the same length at least; it may be the same place.</param>
    /// <returns>The length in UTF-8.</returns>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> text)
    {
        var length = 0;
        for (var i = 0; i < escaped.Length;)
        {
            if (escaped[i] != '\\' || i + 1 == escaped.Length)
            {
                text[length++] = escaped[i++];
            }
            else if (TryUnit(escaped[i..], out var unit))
            {
                i += 6;
                var isPair = char.IsHighSurrogate(unit) & TryUnit(escaped[i..], out var low) && char.IsLowSurrogate(low);
                i += isPair ? 6 : 0;
                var rune = isPair ? new Rune(unit, low) : Rune.TryCreate(unit, out var single) ? single : Rune.ReplacementChar;
                length += rune.EncodeToUtf8(text[length..]);
            }
            else
            {
                text[length++] = Character(escaped[i + 1]);
                i += 2;
            }
        }

        return length;
    }

    private static bool TryUnit(ReadOnlySpan<byte> escaped, out char unit)
    {
        unit = '\0';
        Span<byte> bytes = stackalloc byte[2];
        if (escaped.Length < 6 || escaped[0] != '\\' || escaped[1] != 'u' || Convert.FromHexString(escaped[2..6], bytes, out _, out _) != OperationStatus.Done)
        {
            return false;
        }

        unit = (char)((bytes[0] << 8) | bytes[1]);
        return true;
    }

    private static byte Character(byte escape) => escape switch
    {
        (byte)'b' => (byte)'\b',
        (byte)'f' => (byte)'\f',
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        _ => escape,
    };
}
