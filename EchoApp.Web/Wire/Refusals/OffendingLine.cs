using EchoApp.Web.Logging;

namespace EchoApp.Web.Wire.Refusals;

/// <summary>A line of a refused request that may be the one at fault.</summary>
/// <param name="Bytes">Its beginning, without its line end.</param>
/// <param name="Length">In bytes, or as many as had come of it.</param>
/// <param name="Kind">What kind of line it is.</param>
/// <param name="IsEnded">Whether its end had come.</param>
internal readonly record struct OffendingLine(byte[] Bytes, long Length, LineKind Kind, bool IsEnded)
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
            return word < 0 ? SecretMask.Apply(LogText.Escape(text), Kind) : SecretMask.Apply(LogText.Escape(text[..(word + 1)]), Kind) + "…";
        }
    }

    /// <summary>The last whole line that the server took; what it throws on a line may come before or after it has taken it.</summary>
    public static OffendingLine LastTaken(FieldSection section)
    {
        var end = section.Kept.LastIndexOf((byte)'\n');
        if (end < 0)
        {
            return default;
        }

        var start = section.Kept[..end].LastIndexOf((byte)'\n') + 1;
        return Of(section.Kept[start..end], end - start, KindAt(section, start), isEnded: true);
    }

    /// <summary>The line after it, of which the server may have taken a part.</summary>
    public static OffendingLine Next(WireRecorder wire)
    {
        var kept = wire.Section.Kept;
        var start = kept.LastIndexOf((byte)'\n') + 1;
        var untaken = wire.Untaken;
        return Of([.. kept[start..], .. untaken.Kept], kept.Length - start + untaken.LineLength, KindAt(wire.Section, start), untaken.IsEnded);
    }

    /// <summary>The lines of a trailer section; behind the empty one stands something else.</summary>
    public static List<OffendingLine> AllOf(WireTrailers trailers)
    {
        List<OffendingLine> lines = [];
        foreach (var range in trailers.Kept.Split((byte)'\n'))
        {
            var line = Of(trailers.Kept[range], range.End.Value - range.Start.Value, LineKind.Field, isEnded: range.End.Value < trailers.Kept.Length);
            if (!line.Exists)
            {
                break;
            }

            lines.Add(line);
        }

        return lines;
    }

    /// <summary>The line of a chunk's size.</summary>
    public static OffendingLine ChunkSize(UntakenLine line) => Of(line.Kept, line.LineLength, LineKind.ChunkSize, line.IsEnded);

    /// <summary>The line of a field in a section that has come whole.</summary>
    public static OffendingLine Of(FieldSection section, in WireField field)
    {
        var line = section.Kept[field.NameStart..(field.ValueStart + field.ValueLength)];
        return Of(line, line.Length, LineKind.Field, isEnded: true);
    }

    private static LineKind KindAt(FieldSection section, int start) => start == 0 && section is WireHead ? LineKind.Request : LineKind.Field;

    private static OffendingLine Of(ReadOnlySpan<byte> line, long length, LineKind kind, bool isEnded)
    {
        var isCut = line is [.., (byte)'\r'];
        line = isCut ? line[..^1] : line;
        return new(line[..Math.Min(line.Length, MostShown)].ToArray(), isCut ? length - 1 : length, kind, isEnded);
    }
}
