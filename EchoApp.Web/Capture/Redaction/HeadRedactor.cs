using System.Buffers;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>
/// Replaces what is secret in the head of a request as it came, lines that are no fields included: of those too it is the name at the beginning
/// that counts.
/// </summary>
internal sealed class HeadRedactor(FieldRedactor fields, UrlRedactor urls)
{
    private static readonly SearchValues<byte> _version = SearchValues.Create("0123456789."u8);

    /// <param name="text">The head.</param>
    /// <param name="isTruncated">Whether there was more of it.</param>
    public void Redact(ref RedactedText text, bool isTruncated)
    {
        var source = text.Source;
        var start = source.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        if (start < 0)
        {
            return;
        }

        var first = Line(source, start);
        if (RedactLine(ref text, first, isTruncated) < 0)
        {
            RedactTarget(ref text, first, isTruncated && first.End == source.Length);
        }

        for (start = first.End + 1; start < source.Length;)
        {
            var line = Line(source, start);
            start = Math.Max(RedactLine(ref text, line, isTruncated), line.End) + 1;
        }
    }

    /// <summary>To its line feed, or to the end.</summary>
    private static Piece Line(ReadOnlySpan<byte> source, int start)
    {
        var length = source[start..].IndexOf((byte)'\n');
        return new Piece(start, length < 0 ? source.Length : start + length);
    }

    /// <summary>Where the lines end that begin with whitespace and go on with the one before (RFC 9112 section 5.2).</summary>
    private static int Folded(ReadOnlySpan<byte> source, int end)
    {
        while (end + 1 < source.Length && source[end + 1] is (byte)' ' or (byte)'\t')
        {
            end = Line(source, end + 1).End;
        }

        return end;
    }

    /// <returns>Where the value ends when it is a field with a sensitive name, with the folded lines; else -1.</returns>
    private int RedactLine(ref RedactedText text, Piece line, bool isTruncated)
    {
        while (true)
        {
            var source = text.Source[line.Start..line.End];
            var nameLength = SensitiveLength(source, out var name);
            if (nameLength >= 0)
            {
                var end = Folded(text.Source, line.End);
                fields.Redact(ref text, name, new Piece(line.Start + nameLength + 1, end), RedactedPlace.Header, isTruncated && end == text.Source.Length);
                return end;
            }

            // Some take a bare CR for a line end.
            var bare = source.IndexOf((byte)'\r');
            if (bare < 0)
            {
                return -1;
            }

            line = line with { Start = line.Start + bare + 1 };
        }
    }

    /// <summary>The length of a sensitive name with what is around it, to its colon or to whatever stands in place of one; else -1.</summary>
    private int SensitiveLength(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> name)
    {
        var colon = line.IndexOf((byte)':');
        name = FieldText.TrimName(colon < 0 ? line : line[..colon]);
        if (colon >= 0 && fields.IsSensitive(name))
        {
            return colon;
        }

        var wordLength = FieldText.WordLength(name);
        if (wordLength <= 0 || !fields.IsSensitive(name[..wordLength]))
        {
            return -1;
        }

        var start = line.IndexOf(name);
        name = name[..wordLength];
        return start + wordLength;
    }

    private void RedactTarget(ref RedactedText text, Piece line, bool isCut)
    {
        var source = text.Source[line.Start..line.End].TrimEnd((byte)'\r');
        var start = source.IndexOf((byte)' ') + 1;
        var end = source.Length;
        if (source.LastIndexOf((byte)' ') is var last && last >= start && IsVersion(source[(last + 1)..], isCut))
        {
            (end, isCut) = (last, false);
        }

        urls.Redact(ref text, new Piece(line.Start + start, line.Start + end), RedactedPlace.Query, [], isCut);
    }

    /// <summary>Whether it is one, or the beginning of one that is cut.</summary>
    private static bool IsVersion(ReadOnlySpan<byte> text, bool isCut) =>
        text.StartsWith("HTTP/"u8) ? !text["HTTP/".Length..].ContainsAnyExcept(_version) : isCut && "HTTP/"u8.StartsWith(text);
}
