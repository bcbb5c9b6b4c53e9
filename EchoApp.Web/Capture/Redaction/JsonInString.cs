namespace EchoApp.Web.Capture.Redaction;

/// <summary>The value of a member of JSON inside a JSON string: <c>"{\"password\":\"…\"}"</c>.</summary>
internal static class JsonInString
{
    /// <param name="source">To where what is kept ends.</param>
    /// <param name="start">Where the value begins.</param>
    /// <param name="backslashes">Before each of the quotes that this JSON has.</param>
    public static JsonValue Find(ReadOnlySpan<byte> source, int start, int backslashes)
    {
        if (IsQuote(source, start, backslashes))
        {
            var begin = start + backslashes + 1;
            var quote = QuoteWithin(source, begin, backslashes, out var found);
            var end = quote < 0 ? source.Length : quote - found;
            var whole = new Piece(start, found == backslashes && quote >= 0 ? quote + 1 : end);
            return new JsonValue(whole, new Piece(begin, end), quote >= 0);
        }

        var length = JsonValue.ScalarLength(source[start..]);
        if (length < 0)
        {
            // To the end of the string around it.
            var outer = QuoteWithin(source, start, backslashes - 1, out var found);
            length = (outer < 0 ? source.Length : outer - found) - start;
        }

        var value = new Piece(start, start + length);
        return new JsonValue(value, value, value.End < source.Length);
    }

    private static bool IsQuote(ReadOnlySpan<byte> source, int start, int backslashes) =>
        start + backslashes < source.Length
        && source[start + backslashes] == '"'
        && !source.Slice(start, backslashes).ContainsAnyExcept((byte)'\\');

    /// <summary>The next quote with no more backslashes before it; -1 when there is none.</summary>
    private static int QuoteWithin(ReadOnlySpan<byte> source, int start, int most, out int backslashes)
    {
        backslashes = 0;
        for (var from = start; source[from..].IndexOf((byte)'"') is >= 0 and var length; from += length + 1)
        {
            backslashes = JsonText.Backslashes(source, start, from + length);
            if (backslashes <= most)
            {
                return from + length;
            }
        }

        return -1;
    }
}
