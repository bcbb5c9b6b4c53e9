using System.Globalization;

namespace EchoApp.Web.Reading;

/// <summary>Numbers of JSON (RFC 8259 section 6), of any length.</summary>
internal static class JsonNumber
{
    /// <summary>Whether both stand for the same number. Exponents of more than 9 digits are as they are written.</summary>
    public static bool AreEqual(string left, string right) => left == right || (Parse(left) is { } leftNumber && Parse(right) is { } rightNumber && leftNumber == rightNumber);

    /// <returns>Its digits without zeros at either end, and the power of ten that the last of them counts.</returns>
    private static (bool IsNegative, string Digits, long Exponent)? Parse(string number)
    {
        var isNegative = number[0] == '-';
        var mantissa = number.AsSpan(isNegative ? 1 : 0);
        var exponent = 0L;
        if (mantissa.IndexOfAny('e', 'E') is >= 0 and var mark)
        {
            var power = mantissa[(mark + 1)..];
            mantissa = mantissa[..mark];
            if (!int.TryParse(power, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given) || Math.Abs((long)given) > 999_999_999)
            {
                return null;
            }

            exponent = given;
        }

        var point = mantissa.IndexOf('.');
        exponent -= point < 0 ? 0 : mantissa.Length - point - 1;
        var digits = (point < 0 ? mantissa.ToString() : string.Concat(mantissa[..point], mantissa[(point + 1)..])).TrimStart('0');
        var significant = digits.TrimEnd('0');
        return significant is "" ? (false, "", 0) : (isNegative, significant, exponent + digits.Length - significant.Length);
    }
}
