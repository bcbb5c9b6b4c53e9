using EchoApp.Web.Wire;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>Pieces of field lines.</summary>
internal static class FieldText
{
    /// <summary>Without the whitespace around it, the line ends of a folded value included.</summary>
    public static Piece Trim(ReadOnlySpan<byte> source, Piece piece)
    {
        var text = source[piece.Start..piece.End];
        var started = text.TrimStart(" \t\r\n"u8);
        return new Piece(piece.End - started.Length, piece.End - started.Length + started.TrimEnd(" \t\r\n"u8).Length);
    }

    /// <summary>The name of something in the value of a header, or of something on its own where there is no header.</summary>
    public static string NameIn(ReadOnlySpan<byte> header, ReadOnlySpan<byte> name) =>
        header.IsEmpty ? WireText.Decode(name) : $"{WireText.Decode(header)}.{WireText.Decode(name)}";

    /// <summary>A name without what is around it and can be part of none: whitespace, control characters and bytes beyond ASCII.</summary>
    public static ReadOnlySpan<byte> TrimName(ReadOnlySpan<byte> name)
    {
        var start = name.IndexOfAnyInRange((byte)0x21, (byte)0x7e);
        return start < 0 ? [] : name[start..(name.LastIndexOfAnyInRange((byte)0x21, (byte)0x7e) + 1)];
    }
}
