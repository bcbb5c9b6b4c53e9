namespace EchoApp.Web.Capture.Redaction;

/// <summary>
/// The delimiter between the parts of a multipart body (RFC 2046 section 5.1), with the line ends and the padding that the echo takes:
/// <see cref="Echo.Body.Multipart.MultipartParser"/>.
/// </summary>
internal sealed class PartDelimiter(ReadOnlySpan<byte> boundary)
{
    private const int LongestPadding = 64;

    private readonly byte[] _delimiter = [.. "\n--"u8, .. boundary];

    /// <summary>The length of the one that begins a line, with its line end; 0 when there is none.</summary>
    public int LengthAt(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith(_delimiter.AsSpan(1)))
        {
            return 0;
        }

        var length = _delimiter.Length - 1;
        if (text[length..].StartsWith("--"u8))
        {
            return length + 2;
        }

        for (var padding = 0; padding < LongestPadding && length < text.Length && text[length] is (byte)' ' or (byte)'\t'; padding++)
        {
            length++;
        }

        var rest = text[length..];
        return rest.IsEmpty ? length : rest[0] == '\n' ? length + 1 : rest.StartsWith("\r\n"u8) ? length + 2 : 0;
    }

    /// <summary>Where the next one stands, with the line end before it; null when there is none.</summary>
    /// <param name="text">The body.</param>
    /// <param name="start">The beginning of a line, from which on it is looked for.</param>
    public Piece? Next(ReadOnlySpan<byte> text, int start)
    {
        if (LengthAt(text[start..]) is > 0 and var first)
        {
            return new Piece(start, start + first);
        }

        while (text[start..].IndexOf(_delimiter) is >= 0 and var offset)
        {
            var feed = start + offset;
            var length = LengthAt(text[(feed + 1)..]);
            if (length > 0)
            {
                return new Piece(offset > 0 && text[feed - 1] == '\r' ? feed - 1 : feed, feed + 1 + length);
            }

            start = feed + 1;
        }

        return null;
    }
}
