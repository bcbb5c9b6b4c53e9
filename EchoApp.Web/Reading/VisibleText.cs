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
            pieces.Add(new(TextPieceKind.Redacted, text[place.Index..from]));
        }

        Add(pieces, text.AsSpan(from), lineEnds);
        return pieces;
    }

    private static void Add(List<TextPiece> pieces, ReadOnlySpan<char> text, LineEnds lineEnds)
    {
        var run = new StringBuilder();
        var kind = TextPieceKind.Plain;
        for (var i = 0; i < text.Length;)
        {
            var isRune = Rune.DecodeFromUtf16(text[i..], out var rune, out var length) == OperationStatus.Done;
            var picture = isRune ? Picture(rune, text[(i + length)..], lineEnds) : Number(text[i]);
            var next = picture is null ? TextPieceKind.Plain : TextPieceKind.Control;
            if (next != kind && run.Length > 0)
            {
                pieces.Add(new(kind, run.ToString()));
                run.Clear();
            }

            kind = next;
            run.Append(picture is null ? text.Slice(i, length) : picture);
            i += length;
        }

        if (run.Length > 0)
        {
            pieces.Add(new(kind, run.ToString()));
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
