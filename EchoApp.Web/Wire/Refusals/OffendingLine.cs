using EchoApp.Web.Logging;

namespace EchoApp.Web.Wire.Refusals;

/// <summary>A line of a refused request that may be the one at fault.</summary>
/// <param name="Bytes">Its beginning, without its line end.</param>
/// <param name="Length">In bytes, or as many as had come of it.</param>
/// <param name="IsFirst">Whether it is the request line.</param>
/// <param name="IsEnded">Whether its end had come.</param>
internal readonly record struct OffendingLine(byte[] Bytes, long Length, bool IsFirst, bool IsEnded)
{
    private const int MostShown = 256;

    public bool Exists => Bytes is { Length: > 0 };

    /// <summary>For people: control characters escaped, what looks like a secret masked.</summary>
    public string Shown
    {
        get
        {
            // Of a secret that is cut, the rest would be too short to look like one.
            var text = WireText.Decode(Bytes);
            var word = Length > Bytes.Length ? text.LastIndexOfAny([' ', '/', '?', '&', '=', ':', ',', ';']) : -1;
            return word < 0 ? SecretMask.Apply(LogText.Escape(text), IsFirst) : SecretMask.Apply(LogText.Escape(text[..(word + 1)]), IsFirst) + "…";
        }
    }

    /// <summary>The last whole line that the server took; what it throws on a line may come before or after it has taken it.</summary>
    public static OffendingLine LastTaken(WireHead head)
    {
        var end = head.Kept.LastIndexOf((byte)'\n');
        if (end < 0)
        {
            return default;
        }

        var start = head.Kept[..end].LastIndexOf((byte)'\n') + 1;
        return Of(head.Kept[start..end], end - start, start == 0, isEnded: true);
    }

    /// <summary>The line after it, of which the server may have taken a part.</summary>
    public static OffendingLine Next(WireRecorder wire)
    {
        var kept = wire.Head.Kept;
        var start = kept.LastIndexOf((byte)'\n') + 1;
        var untaken = wire.Untaken;
        return Of([.. kept[start..], .. untaken.Kept], kept.Length - start + untaken.LineLength, start == 0, untaken.IsEnded);
    }

    /// <summary>The line of a field in a head that has come whole.</summary>
    public static OffendingLine Of(WireHead head, in WireField field)
    {
        var line = head.Kept[field.NameStart..(field.ValueStart + field.ValueLength)];
        return Of(line, line.Length, isFirst: false, isEnded: true);
    }

    private static OffendingLine Of(ReadOnlySpan<byte> line, long length, bool isFirst, bool isEnded)
    {
        var isCut = line is [.., (byte)'\r'];
        line = isCut ? line[..^1] : line;
        return new(line[..Math.Min(line.Length, MostShown)].ToArray(), isCut ? length - 1 : length, isFirst, isEnded);
    }
}
