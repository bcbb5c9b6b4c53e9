using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace EchoApp.Web.Reading.StructuredFields;

/// <summary>Parses values without parameters (RFC 9651 sections 4.2.3.1 and 4.2.4 to 4.2.10).</summary>
internal static class BareItemParser
{
    private const int MostDigits = 15;
    private const int MostDigitsBeforePoint = 12;
    private const int MostDigitsBehindPoint = 3;

    private static readonly SearchValues<char> _digits = SearchValues.Create("0123456789");
    private static readonly SearchValues<char> _token = SearchValues.Create("!#$%&'*+-.^_`|~:/0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static readonly SearchValues<char> _base64 = SearchValues.Create("+/=0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <exception cref="StructuredFieldException">There is none.</exception>
    public static BareItem Parse(StructuredFieldCursor cursor) => cursor.Next switch
    {
        '-' or (>= '0' and <= '9') => Number(cursor),
        '"' => new BareItem.String(Text(cursor)),
        '*' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => new BareItem.Token(cursor.TakeWhile(_token).ToString()),
        ':' => Bytes(cursor),
        '?' => Boolean(cursor),
        '@' => Date(cursor),
        '%' => DisplayString(cursor),
        null => throw cursor.Fault("a value is missing"),
        _ => throw cursor.Fault("no value begins so"),
    };

    private static BareItem Number(StructuredFieldCursor cursor)
    {
        var sign = cursor.TryTake('-') ? -1 : 1;
        var start = cursor.Position;
        var whole = cursor.TakeWhile(_digits);
        if (whole.IsEmpty)
        {
            throw cursor.Fault("a digit is missing");
        }

        if (cursor.Next != '.')
        {
            return whole.Length > MostDigits ? throw new StructuredFieldException($"an Integer has more than {MostDigits} digits", start + MostDigits)
                : new BareItem.Integer(sign * long.Parse(whole, NumberStyles.None, CultureInfo.InvariantCulture));
        }

        if (whole.Length > MostDigitsBeforePoint)
        {
            throw new StructuredFieldException($"a Decimal has more than {MostDigitsBeforePoint} digits before its point", start + MostDigitsBeforePoint);
        }

        cursor.Take();
        var fractionStart = cursor.Position;
        var fraction = cursor.TakeWhile(_digits);
        return fraction.IsEmpty ? throw cursor.Fault("a digit is missing behind the point")
            : fraction.Length > MostDigitsBehindPoint ? throw new StructuredFieldException($"a Decimal has more than {MostDigitsBehindPoint} digits behind its point", fractionStart + MostDigitsBehindPoint)
            : new BareItem.Decimal(sign * decimal.Parse($"{whole}.{fraction}", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
    }

    private static string Text(StructuredFieldCursor cursor)
    {
        var text = new StringBuilder();
        cursor.Take();
        while (!cursor.TryTake('"'))
        {
            if (cursor.TryTake('\\') && cursor.Next is not ('"' or '\\'))
            {
                throw cursor.Fault("only a quote or a backslash can follow a backslash");
            }

            text.Append(TakePrintable(cursor, "a String"));
        }

        return text.ToString();
    }

    private static char TakePrintable(StructuredFieldCursor cursor, string what) => cursor.Next switch
    {
        null => throw cursor.Fault($"{what} is not closed"),
        < ' ' or > '~' => throw cursor.Fault($"{what} has a character that is not printable ASCII"),
        _ => cursor.Take(),
    };

    private static BareItem.ByteSequence Bytes(StructuredFieldCursor cursor)
    {
        cursor.Take();
        var start = cursor.Position;
        var encoded = cursor.TakeWhile(_base64).ToString();
        if (!cursor.TryTake(':'))
        {
            throw cursor.Fault(cursor.IsAtEnd ? "a Byte Sequence is not closed" : "a Byte Sequence has a character that is not of base64");
        }

        var digits = encoded.TrimEnd('=');
        var decoded = new byte[encoded.Length];
        return Convert.TryFromBase64String(digits.PadRight((digits.Length + 3) / 4 * 4, '='), decoded, out var length)
            ? new BareItem.ByteSequence(decoded.AsMemory(0, length))
            : throw new StructuredFieldException("a Byte Sequence is not base64", start);
    }

    private static BareItem.Boolean Boolean(StructuredFieldCursor cursor)
    {
        cursor.Take();
        return cursor.TryTake('1') ? new(true) : cursor.TryTake('0') ? new(false) : throw cursor.Fault("a Boolean is ?0 or ?1");
    }

    private static BareItem.Date Date(StructuredFieldCursor cursor)
    {
        cursor.Take();
        var start = cursor.Position;
        return Number(cursor) is BareItem.Integer seconds ? new(seconds.Value) : throw new StructuredFieldException("a Date is an Integer", start);
    }

    private static BareItem.DisplayString DisplayString(StructuredFieldCursor cursor)
    {
        cursor.Take();
        if (!cursor.TryTake('"'))
        {
            throw cursor.Fault("a quote is missing");
        }

        var start = cursor.Position;
        var bytes = new ArrayBufferWriter<byte>();
        while (!cursor.TryTake('"'))
        {
            bytes.Write([cursor.TryTake('%') ? (byte)((HexDigit(cursor) << 4) | HexDigit(cursor)) : (byte)TakePrintable(cursor, "a Display String")]);
        }

        return Utf8.IsValid(bytes.WrittenSpan) ? new(Encoding.UTF8.GetString(bytes.WrittenSpan)) : throw new StructuredFieldException("a Display String is not UTF-8", start);
    }

    private static int HexDigit(StructuredFieldCursor cursor) => cursor.Next is { } digit && char.IsAsciiHexDigitLower(digit)
        ? Convert.ToInt32(cursor.Take().ToString(), 16)
        : throw cursor.Fault("two hexadecimal digits in lower case must follow a percent sign");
}
