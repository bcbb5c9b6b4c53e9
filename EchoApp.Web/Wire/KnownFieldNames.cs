using System.Text;

namespace EchoApp.Web.Wire;

internal static class KnownFieldNames
{
    /// <summary>By the length first: most names are then told apart without being read.</summary>
    public static KnownField Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 => Is(name, "TE"u8, KnownField.TE),
        4 => Either(name, "Host"u8, KnownField.Host, "From"u8, KnownField.From),
        5 => Is(name, "Range"u8, KnownField.Range),
        6 => Either(name, "Cookie"u8, KnownField.Cookie, "Origin"u8, KnownField.Origin) is not KnownField.None and var found
            ? found
            : Is(name, "Expect"u8, KnownField.Expect),
        7 => Either(name, "Referer"u8, KnownField.Referer, "Trailer"u8, KnownField.Trailer) is not KnownField.None and var found
            ? found
            : Is(name, "Upgrade"u8, KnownField.Upgrade),
        10 => Either(name, "Connection"u8, KnownField.Connection, "User-Agent"u8, KnownField.UserAgent),
        12 => Either(name, "Content-Type"u8, KnownField.ContentType, "Max-Forwards"u8, KnownField.MaxForwards),
        13 => Is(name, "Authorization"u8, KnownField.Authorization),
        14 => Is(name, "Content-Length"u8, KnownField.ContentLength),
        16 => Either(name, "Content-Encoding"u8, KnownField.ContentEncoding, "X-Content-Length"u8, KnownField.XContentLength) is not KnownField.None and var found
            ? found
            : Is(name, "Proxy-Connection"u8, KnownField.ProxyConnection),
        17 => Either(name, "Transfer-Encoding"u8, KnownField.TransferEncoding, "If-Modified-Since"u8, KnownField.IfModifiedSince),
        19 => Either(name, "If-Unmodified-Since"u8, KnownField.IfUnmodifiedSince, "Proxy-Authorization"u8, KnownField.ProxyAuthorization),
        _ => KnownField.None,
    };

    private static KnownField Either(ReadOnlySpan<byte> name, ReadOnlySpan<byte> one, KnownField isOne, ReadOnlySpan<byte> other, KnownField isOther) =>
        Is(name, one, isOne) is not KnownField.None and var found ? found : Is(name, other, isOther);

    private static KnownField Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> known, KnownField field) =>
        Ascii.EqualsIgnoreCase(name, known) ? field : KnownField.None;
}
