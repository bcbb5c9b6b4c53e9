using System.Buffers;
using System.Text;

namespace EchoApp.Web.Wire.Anomalies;

/// <summary>What is odd in a request line, and in Host beside it.</summary>
internal static class TargetAnomalies
{
    private static readonly SearchValues<byte> _uriCharacters =
        SearchValues.Create("!#$%&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz~"u8);

    private static readonly SearchValues<byte> _remarkable = SearchValues.Create("#%"u8);

    public static void Find(WireHead head, ref Findings found)
    {
        var line = head.RequestLine;
        var methodLength = Math.Max(line.IndexOf((byte)' '), 0);
        FindMethod(line[..methodLength], ref found);
        var target = line[Math.Min(methodLength + 1, line.Length)..];
        var targetLength = Math.Max(target.LastIndexOf((byte)' '), 0);
        if (targetLength == 0 || target[..targetLength].ContainsAny((byte)' ', (byte)'\t') || !target[targetLength..].StartsWith(" HTTP/1."u8))
        {
            found.Add(AnomalyKinds.RequestLine);
        }

        target = target[..targetLength];
        if (target.IndexOfAnyExcept(_uriCharacters) is >= 0 and var odd)
        {
            found.Add(AnomalyKinds.TargetCharacters, $"'{(char)target[odd]}'");
        }

        if (target.ContainsAny(_remarkable))
        {
            FindEncoding(target, ref found);
        }

        FindDotSegments(target, ref found);
        FindAuthority(head, line[..methodLength], target, ref found);
    }

    private static void FindMethod(ReadOnlySpan<byte> method, ref Findings found)
    {
        if (method.ContainsAnyInRange((byte)'a', (byte)'z'))
        {
            var text = Encoding.Latin1.GetString(method);
            var usual = HttpMethods.GetCanonicalizedValue(text);
            if (usual != text && usual.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                found.Add(AnomalyKinds.MethodCase, text);
            }
        }
    }

    private static void FindEncoding(ReadOnlySpan<byte> target, ref Findings found)
    {
        if (target.Contains((byte)'#'))
        {
            found.Add(AnomalyKinds.TargetFragment);
        }

        for (var rest = target; rest.IndexOf((byte)'%') is >= 0 and var percent; rest = rest[(percent + 1)..])
        {
            var digits = rest.Slice(percent + 1, Math.Min(2, rest.Length - percent - 1));
            if (digits.Length < 2 || !char.IsAsciiHexDigit((char)digits[0]) || !char.IsAsciiHexDigit((char)digits[1]))
            {
                found.Add(AnomalyKinds.TargetPercent, $"%{Encoding.Latin1.GetString(digits)}");
                return;
            }
        }
    }

    private static void FindDotSegments(ReadOnlySpan<byte> target, ref Findings found)
    {
        var query = target.IndexOf((byte)'?');
        var path = query < 0 ? target : target[..query];
        if (!path.Contains((byte)'.') && !path.Contains((byte)'%'))
        {
            return;
        }

        foreach (var range in path.Split((byte)'/'))
        {
            var segment = path[range];
            if (segment.Length is > 0 and <= 6
                && Encoding.Latin1.GetString(segment).Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or "..")
            {
                found.Add(AnomalyKinds.TargetDotSegments, Encoding.Latin1.GetString(segment));
                return;
            }
        }
    }

    private static void FindAuthority(WireHead head, ReadOnlySpan<byte> method, ReadOnlySpan<byte> target, ref Findings found)
    {
        var host = Host(head, out var hasHost);
        if (hasHost && host.IsEmpty)
        {
            found.Add(AnomalyKinds.HostEmpty);
        }

        var authority = Authority(method, target);
        if (authority.LastIndexOf((byte)'@') is >= 0 and var at)
        {
            found.Add(AnomalyKinds.TargetUserInfo);
            authority = authority[(at + 1)..];
        }

        if (hasHost && !authority.IsEmpty && !Ascii.EqualsIgnoreCase(authority, host))
        {
            found.Add(AnomalyKinds.HostDiffers, $"{Encoding.Latin1.GetString(authority)}, Host: {WireText.Decode(host)}");
        }
    }

    private static ReadOnlySpan<byte> Host(WireHead head, out bool hasHost)
    {
        foreach (var field in head.Fields)
        {
            if (field.Known == KnownField.Host)
            {
                hasHost = true;
                return head.Value(field);
            }
        }

        hasHost = false;
        return default;
    }

    private static ReadOnlySpan<byte> Authority(ReadOnlySpan<byte> method, ReadOnlySpan<byte> target)
    {
        if (target.IsEmpty || target[0] is (byte)'/' or (byte)'*')
        {
            return default;
        }

        var scheme = target.IndexOf("://"u8);
        if (scheme < 0)
        {
            return method.SequenceEqual("CONNECT"u8) ? target : default;
        }

        var rest = target[(scheme + 3)..];
        var end = rest.IndexOfAny((byte)'/', (byte)'?', (byte)'#');
        return end < 0 ? rest : rest[..end];
    }
}
