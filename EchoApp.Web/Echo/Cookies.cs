using Microsoft.Extensions.Primitives;

namespace EchoApp.Web.Echo;

/// <summary>
/// Cookies as sent: not decoded, quotes kept. One without an equals sign has no name but a value, as browsers hold it
/// (RFC 6265bis section 5.6).
/// </summary>
internal static class Cookies
{
    public static NamedValues Parse(StringValues headers)
    {
        var cookies = new NamedValues();
        foreach (var header in headers)
        {
            Parse(HeaderText.Decode(header ?? ""), cookies);
        }

        return cookies;
    }

    private static void Parse(ReadOnlySpan<char> header, NamedValues cookies)
    {
        foreach (var range in header.Split(';'))
        {
            var pair = header[range].Trim(" \t");
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.IndexOf('=');
            var name = equals < 0 ? [] : pair[..equals].TrimEnd(" \t");
            cookies.Add(name.ToString(), pair[(equals + 1)..].TrimStart(" \t").ToString());
        }
    }
}
