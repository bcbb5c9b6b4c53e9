using System.Text;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>Replaces the contents of parts with sensitive names, files too, and what is JSON in the others.</summary>
internal sealed class MultipartRedactor(ParameterRedactor fields, JsonRedactor json)
{
    private const int LongestBoundary = 256;

    /// <param name="text">The body.</param>
    /// <param name="boundary">As its type says; null when it says none.</param>
    /// <param name="isCut">Whether it goes on beyond its end.</param>
    /// <returns>Whether it has parts.</returns>
    public bool TryRedact(ref RedactedText text, string? boundary, bool isCut)
    {
        if (boundary is { Length: <= LongestBoundary } && TryRedact(ref text, Encoding.Latin1.GetBytes(boundary), isCut))
        {
            return true;
        }

        var begun = BoundaryOfFirstLine(text.Source);
        return begun.Length is > 0 and <= LongestBoundary && TryRedact(ref text, begun, isCut);
    }

    /// <summary>What follows two dashes where a body begins; empty when it does not begin with them.</summary>
    public static ReadOnlySpan<byte> BoundaryOfFirstLine(ReadOnlySpan<byte> body)
    {
        body = body.TrimStart("\r\n"u8);
        var end = body.IndexOf((byte)'\n');
        return end < 0 || !body.StartsWith("--"u8) ? [] : body[2..end].TrimEnd(" \t\r"u8);
    }

    private bool TryRedact(ref RedactedText text, ReadOnlySpan<byte> boundary, bool isCut)
    {
        var delimiter = new PartDelimiter(boundary);
        if (delimiter.Next(text.Source, 0) is not { } begin)
        {
            return false;
        }

        json.Redact(ref text, new Piece(0, begin.Start), false);
        while (begin.End < text.Source.Length)
        {
            var end = delimiter.Next(text.Source, begin.End);
            RedactPart(ref text, new Piece(begin.End, end?.Start ?? text.Source.Length), isCut && end is null);
            begin = end ?? new Piece(text.Source.Length, text.Source.Length);
        }

        return true;
    }

    private void RedactPart(ref RedactedText text, Piece part, bool isCut)
    {
        var head = PartHead.Read(text.Source, part);
        var content = new Piece(head.ContentStart, part.End);
        foreach (var name in head.Names)
        {
            if (fields.IsSensitive(Encoding.UTF8.GetBytes(name)) || fields.IsSensitive(Decoded(name)))
            {
                text.Replace(RedactedPlace.Form, name, content, isCut);
                return;
            }
        }

        json.Redact(ref text, content, isCut);
    }

    private static ReadOnlySpan<byte> Decoded(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        return bytes.AsSpan(0, PercentEncoding.Decode(bytes, bytes));
    }
}
