namespace EchoApp.Web.Capture.Redaction;

/// <summary>The name of a JSON member, as it stands before a colon: no state says whether it is one, so that what is broken before does not matter.</summary>
/// <param name="Text">Where it stands, without its quotes.</param>
/// <param name="Quote">The quote around it; 0 when there is none.</param>
/// <param name="Backslashes">Before each of its quotes: JSON inside a string has them escaped.</param>
internal readonly record struct JsonName(Piece Text, byte Quote, int Backslashes)
{
    /// <summary>What is inside a string inside a string and so on has 1, 3, 7, 15 backslashes.</summary>
    private const int MostBackslashes = 15;

    /// <summary>Whether it is one that JSON has, and not one that some write by hand.</summary>
    public bool IsQuoted => Quote == '"';

    /// <param name="source">The text.</param>
    /// <param name="floor">Where the name can begin at the earliest.</param>
    /// <param name="colon">Where the colon stands.</param>
    /// <param name="name">The name that is before it.</param>
    public static bool TryFind(ReadOnlySpan<byte> source, int floor, int colon, out JsonName name)
    {
        name = default;
        var end = floor + source[floor..colon].TrimEnd(" \t\r\n"u8).Length;
        if (end == floor)
        {
            return false;
        }

        return source[end - 1] is (byte)'"' or (byte)'\''
            ? TryFindQuoted(source, floor, end - 1, out name)
            : TryFindBare(source, floor, end, out name);
    }

    private static bool TryFindQuoted(ReadOnlySpan<byte> source, int floor, int close, out JsonName name)
    {
        name = default;
        var quote = source[close];
        var backslashes = JsonText.Backslashes(source, floor, close);
        if (backslashes > MostBackslashes)
        {
            return false;
        }

        var open = close - backslashes;
        int before;
        do
        {
            open = source[floor..open].LastIndexOf(quote);
            if (open < 0)
            {
                return false;
            }

            open += floor;
            before = JsonText.Backslashes(source, floor, open);
        }
        while (before > backslashes);
        name = new JsonName(new Piece(open + 1, close - before), quote, before);
        return true;
    }

    private static bool TryFindBare(ReadOnlySpan<byte> source, int floor, int end, out JsonName name)
    {
        var start = source[floor..end].LastIndexOfAnyExcept(JsonText.Word) + 1 + floor;
        var before = source[floor..start].TrimEnd(" \t\r\n"u8);
        name = new JsonName(new Piece(start, end), 0, 0);
        return start < end && before is [.., (byte)'{' or (byte)','];
    }
}
