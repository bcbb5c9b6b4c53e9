using System.Buffers;
using System.Globalization;
using System.Text;

namespace EchoApp.Web.Reading;

/// <summary>
/// Text that hides nothing: control characters, those that turn the direction of writing round and those without any width are shown by a picture or
/// their number. The joiners of scripts and emoji stay.
/// </summary>
internal static class VisibleText
{
    private const char NonJoiner = '\u200c';
    private const char Joiner = '\u200d';

    public static IReadOnlyList<TextPiece> Of(string text, LineEnds lineEnds = LineEnds.Shown)
    {
        List<TextPiece> pieces = [];
        var from = 0;
        foreach (var place in ReplacedValue.Places(text))
        {
            Add(pieces, text.AsSpan(from, place.Index - from), lineEnds);
            from = place.Index + place.Length;
            var replaced = text[place.Index..from];
            pieces.Add(new(TextPieceKind.Redacted, replaced, replaced));
        }

        Add(pieces, text.AsSpan(from), lineEnds);
        return pieces;
    }

    /// <summary>Whether a character is one that cannot be seen as itself, but for line ends and tabs.</summary>
    public static bool IsHidden(Rune rune) => Picture(rune, [], LineEnds.Kept) is not null;

    private static void Add(List<TextPiece> pieces, ReadOnlySpan<char> text, LineEnds lineEnds)
    {
        var run = new StringBuilder();
        var start = 0;
        var kind = TextPieceKind.Plain;
        for (var i = 0; i < text.Length;)
        {
            var isRune = Rune.DecodeFromUtf16(text[i..], out var rune, out var length) == OperationStatus.Done;
            var picture = isRune ? Picture(rune, text[(i + length)..], lineEnds) : Number(text[i]);
            var next = picture is null ? TextPieceKind.Plain : TextPieceKind.Control;
            if (next != kind && i > start)
            {
                pieces.Add(new(kind, run.ToString(), text[start..i].ToString()));
                run.Clear();
                start = i;
            }

            kind = next;
            run.Append(picture is null ? text.Slice(i, length) : picture);
            i += length;
        }

        if (text.Length > start)
        {
            pieces.Add(new(kind, run.ToString(), text[start..].ToString()));
        }
    }

    /// <returns>Null for what can be seen; nothing for what ends a line together with what follows.</returns>
    private static string? Picture(Rune rune, ReadOnlySpan<char> rest, LineEnds lineEnds) => rune.Value switch
    {
        '\t' or '\n' when lineEnds == LineEnds.Kept => null,
        '\r' when lineEnds == LineEnds.Kept && rest is ['\n', ..] => "",
        '\n' when lineEnds == LineEnds.Marked => "\u240a\n",
        < 0x20 => ((char)('\u2400' + rune.Value)).ToString(),
        0x7f => "\u2421",
        NonJoiner or Joiner => null,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? Number(rune.Value) : null,
    };

    private static string Number(int character) => string.Create(CultureInfo.InvariantCulture, $"U+{character:X4}");
}
