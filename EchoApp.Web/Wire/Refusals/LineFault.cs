using System.Buffers;

namespace EchoApp.Web.Wire.Refusals;

/// <summary>What is wrong with a line by itself; null when it is well formed as far as can be told.</summary>
internal static class LineFault
{
    /// <summary>Of the size of a chunk; the server takes no more.</summary>
    private const int MostSizeDigits = 8;

    private static readonly SearchValues<byte> _hexadecimal = SearchValues.Create("0123456789abcdefABCDEF"u8);

    public static RefusalReason? Of(in OffendingLine line) =>
        !line.Exists ? null : line.Kind switch
        {
            LineKind.Request => OfRequestLine(line.Bytes, line.IsEnded),
            LineKind.Field => OfField(line.Bytes, line.IsEnded),
            _ => OfChunkSize(line.Bytes),
        };

    private static RefusalReason? OfRequestLine(ReadOnlySpan<byte> line, bool isEnded)
    {
        if (line.StartsWith("\u0016\u0003"u8))
        {
            return new("It is the beginning of a TLS handshake: this port speaks HTTP without TLS.", "RFC 8446 section 5.1");
        }

        if (line.StartsWith("PRI * HTTP/2"u8))
        {
            return new("It is the preface of HTTP/2: this port speaks HTTP/1.1.", "RFC 9113 section 3.4");
        }

        if (line.StartsWith("PROXY "u8))
        {
            return new("It is a header of the PROXY protocol, which is not taken here.", "PROXY protocol section 2.1");
        }

        var method = line.IndexOf((byte)' ');
        if (method == 0)
        {
            return new("Its first line begins with a space.", "RFC 9112 section 3");
        }

        if (method <= 0 || FieldNames.IsOdd(line[..method]))
        {
            return !isEnded && method < 0 && !FieldNames.IsOdd(line)
                ? null
                : new("Its first line does not begin with a method and a space.", "RFC 9112 section 3.1");
        }

        return isEnded ? OfTargetAndVersion(line[(method + 1)..]) : null;
    }

    private static RefusalReason? OfTargetAndVersion(ReadOnlySpan<byte> rest)
    {
        var version = rest.LastIndexOf((byte)' ');
        if (version <= 0)
        {
            return new("Its first line is not a method, a target and a version with one space between them.", "RFC 9112 section 3");
        }

        var target = rest[..version];
        if (target[0] == ' ' || version == rest.Length - 1)
        {
            return new(
                target[0] == ' ' ? "There are two spaces between its method and its target." : "There is a space at the end of its first line.", "RFC 9112 section 3");
        }

        return target.IndexOfAnyExceptInRange((byte)0x21, (byte)0x7e) switch
        {
            >= 0 and var odd when target[odd] == ' ' => new("Its target has a space in it: a space is sent as %20.", "RFC 9112 section 3.2"),
            >= 0 => new("Its target has characters that must be sent percent-encoded.", "RFC 9112 section 3.2"),
            _ when target.IndexOf("%00"u8) >= 0 => new("Its target has a NUL in it, as %00.", "RFC 3986 section 7.3"),
            _ when target[0] is not ((byte)'/' or (byte)'*') && !target.Contains((byte)':') => new("Its target does not begin with a slash.", "RFC 9112 section 3.2"),
            _ => OfScheme(target),
        };
    }

    /// <summary>What the server takes of absolute targets is <c>http://</c> and <c>https://</c> with a host behind it.</summary>
    private static RefusalReason? OfScheme(ReadOnlySpan<byte> target)
    {
        var scheme = target[0] == '/' ? -1 : target.IndexOf("://"u8);
        if (scheme < 0)
        {
            return null;
        }

        return target[..scheme].SequenceEqual("http"u8) || target[..scheme].SequenceEqual("https"u8)
            ? target[(scheme + 3)..].IsEmpty || target[scheme + 3] == '/' ? new("Its target names no host.", "RFC 9110 section 4.2.1") : null
            : new("The scheme of its target is not http or https in small letters.", "RFC 9110 section 4.2");
    }

    private static RefusalReason? OfField(ReadOnlySpan<byte> line, bool isEnded)
    {
        if (line[0] is (byte)' ' or (byte)'\t')
        {
            return new("A field is folded onto a second line.", "RFC 9112 section 5.2");
        }

        var colon = line.IndexOf((byte)':');
        if (colon <= 0)
        {
            return colon == 0 ? new("A field has no name.", "RFC 9112 section 5")
                : isEnded ? new("A line among the fields has no colon.", "RFC 9112 section 5")
                : null;
        }

        if (line[colon - 1] is (byte)' ' or (byte)'\t')
        {
            return new("There is whitespace between a field's name and its colon.", "RFC 9112 section 5.1");
        }

        if (FieldNames.IsOdd(line[..colon]))
        {
            return new("A field's name has characters that names may not have.", "RFC 9110 section 5.1");
        }

        var value = line[(colon + 1)..].Trim(" \t"u8);
        if (value.ContainsAny((byte)0, (byte)'\r'))
        {
            return new("A field's value has a NUL or a bare carriage return in it.", "RFC 9110 section 5.5");
        }

        return KnownFieldNames.Find(line[..colon]) == KnownField.ContentLength && isEnded && !IsLength(value)
            ? new("Its Content-Length is not a number of digits alone, or too great a number.", "RFC 9112 section 6.3")
            : null;
    }

    private static RefusalReason? OfChunkSize(ReadOnlySpan<byte> line)
    {
        var digits = line.IndexOfAnyExcept(_hexadecimal);
        var length = digits < 0 ? line.Length : digits;
        if (length > MostSizeDigits)
        {
            return new($"The size of a chunk has more than {MostSizeDigits} digits.", "RFC 9112 section 7.1");
        }

        if (length == 0 || (digits > 0 && line[digits] != ';'))
        {
            return new("The size of a chunk is not a hexadecimal number.", "RFC 9112 section 7.1");
        }

        return length == MostSizeDigits && line[0] >= '8' ? new("The size of a chunk is greater than 7fffffff.", "RFC 9112 section 7.1") : null;
    }

    private static bool IsLength(ReadOnlySpan<byte> value) =>
        !value.IsEmpty && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9') && value.TrimStart((byte)'0').Length < 19;
}
