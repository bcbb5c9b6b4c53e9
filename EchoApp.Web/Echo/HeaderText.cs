using System.Text;
using EchoApp.Web.Wire;

namespace EchoApp.Web.Echo;

/// <summary>
/// Header values as text. The server reads their bytes as Latin-1, which loses none; those that are valid UTF-8 are shown as
/// UTF-8, the others as Latin-1 (RFC 9110 section 5.5 calls such bytes opaque).
/// </summary>
internal static class HeaderText
{
    public static string Decode(string value)
    {
        if (Ascii.IsValid(value) || value.AsSpan().ContainsAnyExceptInRange('\0', '\u00ff'))
        {
            return value;
        }

        return WireText.Decode(Encoding.Latin1.GetBytes(value));
    }

    /// <summary>
    /// Several lines of one name as one value: with a comma, as lists are joined (RFC 9110 section 5.3), and cookies with the semicolon that
    /// stands between them in one line (RFC 6265 section 4.2.1).
    /// </summary>
    public static string Join(string name, IReadOnlyList<string?> values) =>
        values.Count == 1 ? values[0] ?? "" : string.Join(name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) ? "; " : ", ", values);
}
