using System.Text;

namespace EchoApp.Web.Wire;

/// <summary>
/// Reads on in a section of which no more is kept, for the fields that a body is framed by: they count wherever they stand.
/// </summary>
internal sealed class SectionOverflow
{
    private const int LongestLine = 1024;

    private readonly byte[] _line = new byte[LongestLine];
    private int _length;

    /// <summary>Those fields, with their values.</summary>
    public List<(KnownField Known, byte[] Value)> Fields { get; } = [];

    /// <exception cref="BadHttpRequestException">A field has no name that is one, or one that frames the body is too long to be read.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var piece = end < 0 ? bytes : bytes[..end];
            var room = Math.Min(piece.Length, LongestLine - Math.Min(_length, LongestLine));
            piece[..room].CopyTo(_line.AsSpan(Math.Min(_length, LongestLine)));
            _length += piece.Length;
            if (end >= 0)
            {
                EndLine();
            }

            bytes = bytes[Math.Min(piece.Length + 1, bytes.Length)..];
        }
    }

    private void EndLine()
    {
        var line = _line.AsSpan(0, Math.Min(_length, LongestLine));
        var isCut = _length > LongestLine;
        _length = 0;
        var colon = line.IndexOf((byte)':');
        if (colon > 0 && FieldNames.IsOdd(line[..colon]))
        {
            throw Framing.OddName();
        }

        var known = colon <= 0 ? KnownField.None : KnownFieldNames.Find(line[..colon]);
        if (known is not (KnownField.ContentLength or KnownField.TransferEncoding or KnownField.XContentLength))
        {
            return;
        }

        if (isCut)
        {
            throw new BadHttpRequestException($"Its {Encoding.ASCII.GetString(line[..colon])} is too long.");
        }

        Fields.Add((known, line[(colon + 1)..].Trim(" \t\r"u8).ToArray()));
    }
}
