using System.Text;
using EchoApp.Web.Echo;
using EchoApp.Web.Echo.Body.Multipart;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>The header lines of a part: the names that its Content-Disposition gives it, and where they end.</summary>
internal sealed class PartHead
{
    private readonly List<string> _names = [];

    private PartHead(int contentStart) => ContentStart = contentStart;

    /// <summary>Under which it may be known, the first one as sent; several when it says several.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>
    /// Where the content begins: after the empty line, or after Content-Disposition where no empty line comes before the next delimiter.
    /// </summary>
    public int ContentStart { get; private set; }

    public static PartHead Read(ReadOnlySpan<byte> source, Piece part)
    {
        var head = new PartHead(part.End);
        var afterDisposition = part.End;
        for (var start = part.Start; start < part.End;)
        {
            var end = LineEnd(source, start, part.End);
            if (source[start..end].Trim("\r\n"u8).IsEmpty)
            {
                head.ContentStart = end;
                return head;
            }

            while (end < part.End && source[end] is (byte)' ' or (byte)'\t')
            {
                end = LineEnd(source, end, part.End);
            }

            if (head.TryTake(source[start..end]))
            {
                afterDisposition = end;
            }

            start = end;
        }

        head.ContentStart = afterDisposition;
        return head;
    }

    private static int LineEnd(ReadOnlySpan<byte> source, int start, int limit) =>
        source[start..limit].IndexOf((byte)'\n') is >= 0 and var length ? start + length + 1 : limit;

    private bool TryTake(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon < 0 || !Ascii.EqualsIgnoreCase(FieldText.TrimName(line[..colon]), "Content-Disposition"u8))
        {
            return false;
        }

        var value = HeaderText.Decode(Encoding.Latin1.GetString(line[(colon + 1)..])).Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
        foreach (var name in Named(value))
        {
            _names.Add(name);
        }

        return true;
    }

    private static IEnumerable<string> Named(string disposition)
    {
        if (PartDisposition.Parse(disposition)?.Name is { } name)
        {
            yield return name;
        }

        foreach (var parameter in disposition.Split(';'))
        {
            var equals = parameter.IndexOf('=');
            var key = equals < 0 ? "" : parameter[..equals].Trim();
            var value = parameter[(equals + 1)..].Trim().Trim('"');
            if (key.Equals("name*", StringComparison.OrdinalIgnoreCase))
            {
                yield return ExtendedValue.Decode(value) ?? value[(value.LastIndexOf('\'') + 1)..];
            }
            else if (key.Equals("name", StringComparison.OrdinalIgnoreCase))
            {
                yield return value;
            }
        }
    }
}
