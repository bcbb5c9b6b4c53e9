using System.Text;

namespace EchoApp.Web.Inspector.Detail.Body;

/// <summary>A piece of a text.</summary>
internal sealed record TextPage(string Text, Pager Pager)
{
    /// <summary>Bytes of UTF-8 on a page.</summary>
    public const int Size = 64 * 1024;

    /// <param name="text">In UTF-8. Where somebody asks for the middle of a character, it begins with that.</param>
    /// <param name="viewing">What is looked at.</param>
    public static TextPage Of(ReadOnlyMemory<byte> text, BodyViewing viewing)
    {
        var bytes = text.Span;
        var from = CharacterStart(bytes, (int)Pager.Start(viewing.At, bytes.Length));
        var to = bytes.Length - from <= Size ? bytes.Length : CharacterStart(bytes, from + Size);
        return new(Encoding.UTF8.GetString(bytes[from..to]), Pager.Of(viewing, BodyViews.Text, "Bytes", from, to, bytes.Length, Size));
    }

    private static int CharacterStart(ReadOnlySpan<byte> text, int position)
    {
        while (position > 0 && position < text.Length && (text[position] & 0xc0) == 0x80)
        {
            position--;
        }

        return position;
    }
}
