using System.Globalization;
using System.Text;

namespace EchoApp.Web.Inspector.Detail.Body;

/// <summary>A piece of bytes, 16 a line: where they are, in hexadecimal, and those of ASCII that can be printed.</summary>
internal sealed record HexPage(string Lines, Pager Pager)
{
    /// <summary>Bytes on a page.</summary>
    public const int Size = 4096;

    private const int OfLine = 16;

    public static HexPage Of(ReadOnlyMemory<byte> bytes, BodyViewing viewing, string view)
    {
        var from = (int)(Pager.Start(viewing.At, bytes.Length) / OfLine * OfLine);
        var to = Math.Min(from + Size, bytes.Length);
        var lines = new StringBuilder();
        for (var line = from; line < to; line += OfLine)
        {
            AddLine(lines, line, bytes.Span[line..Math.Min(line + OfLine, to)]);
        }

        return new(lines.ToString(), Pager.Of(viewing, view, "Bytes", from, to, bytes.Length, Size));
    }

    private static void AddLine(StringBuilder lines, int offset, ReadOnlySpan<byte> bytes)
    {
        lines.Append(CultureInfo.InvariantCulture, $"{offset:x8} ");
        for (var i = 0; i < OfLine; i++)
        {
            lines.Append(i == OfLine / 2 ? "  " : " ").Append(i < bytes.Length ? Convert.ToHexStringLower(bytes.Slice(i, 1)) : "  ");
        }

        lines.Append("  ");
        foreach (var value in bytes)
        {
            lines.Append(value is >= 0x20 and < 0x7f ? (char)value : '.');
        }

        lines.Append('\n');
    }
}
