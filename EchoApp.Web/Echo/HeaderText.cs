using System.Text;
using System.Text.Unicode;

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

        var bytes = Encoding.Latin1.GetBytes(value);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : value;
    }
}
