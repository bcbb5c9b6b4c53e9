using System.Buffers;
using EchoApp.Web.Wire;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>Pieces of field lines.</summary>
internal static class FieldText
{
    private static readonly SearchValues<byte> _token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"u8);

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

    /// <summary>A name without what is around it and can be part of none (RFC 9110 section 5.6.2): whitespace, quotes, control characters.</summary>
    public static ReadOnlySpan<byte> TrimName(ReadOnlySpan<byte> name)
    {
        var start = name.IndexOfAny(_token);
        return start < 0 ? [] : name[start..(name.LastIndexOfAny(_token) + 1)];
    }

    /// <summary>The length of a name to the first character that can be part of none; -1 when all can.</summary>
    public static int WordLength(ReadOnlySpan<byte> name) => name.IndexOfAnyExcept(_token);
}
