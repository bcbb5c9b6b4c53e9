using System.Text;
using System.Text.Unicode;

namespace EchoApp.Web.Echo.Body.Multipart;

/// <summary>A parameter's value with its charset and language: <c>UTF-8''%E2%82%AC.txt</c> (RFC 8187 section 3.2).</summary>
internal static class ExtendedValue
{
    /// <summary>Null when it is none, or is in a charset other than UTF-8 and ISO-8859-1.</summary>
    public static string? Decode(string value)
    {
        var parts = value.Split('\'', 3);
        if (parts.Length < 3 || !Ascii.IsValid(parts[2]))
        {
            return null;
        }

        var bytes = new List<byte>(parts[2].Length);
        for (var i = 0; i < parts[2].Length; i++)
        {
            if (parts[2][i] != '%')
            {
                bytes.Add((byte)parts[2][i]);
            }
            else if (i + 2 < parts[2].Length && byte.TryParse(parts[2].AsSpan(i + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var decoded))
            {
                bytes.Add(decoded);
                i += 2;
            }
            else
            {
                return null;
            }
        }

        return parts[0].ToLowerInvariant() switch
        {
            "utf-8" when Utf8.IsValid(bytes.ToArray()) => Encoding.UTF8.GetString(bytes.ToArray()),
            "iso-8859-1" => Encoding.Latin1.GetString(bytes.ToArray()),
            _ => null,
        };
    }
}
