using System.Buffers;
using System.Text;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>A text of which pieces are replaced from its beginning to its end. Nothing is allocated until there is one to replace.</summary>
internal ref struct RedactedText(ReadOnlySpan<byte> source, Fingerprint fingerprint, List<Redaction> found)
{
    /// <summary>What many short values may cost is bounded by this many; with the last of them all that follows is replaced.</summary>
    public const int MostValues = 1000;

    private const int LongestName = 256;

    private readonly Fingerprint _fingerprint = fingerprint;
    private readonly List<Redaction> _found = found;
    private ArrayBufferWriter<byte>? _output;
    private int _copied;
    private int _count;

    public ReadOnlySpan<byte> Source { get; } = source;

    public readonly bool IsChanged => _output is not null;

    /// <summary>Whether all to its end is replaced.</summary>
    public readonly bool IsFull => _count >= MostValues;

    /// <summary>Replaces a value; one of no bytes stays.</summary>
    /// <param name="place">What it is a value of.</param>
    /// <param name="name">Of what.</param>
    /// <param name="value">The value.</param>
    /// <param name="isCut">Whether it goes on beyond the text.</param>
    public void Replace(RedactedPlace place, string name, Piece value, bool isCut)
    {
        if (value.Length > 0)
        {
            Replace(place, name, value, isCut, value, "", "");
        }
    }

    /// <inheritdoc cref="Replace(RedactedPlace, string, Piece, bool)"/>
    /// <param name="place">What it is a value of.</param>
    /// <param name="name">Of what.</param>
    /// <param name="value">The value.</param>
    /// <param name="isCut">Whether it goes on beyond the text.</param>
    /// <param name="whole">What is replaced, of which the value is a piece.</param>
    /// <param name="before">What stands before the replacement.</param>
    /// <param name="after">What stands after it.</param>
    public void Replace(RedactedPlace place, string name, Piece value, bool isCut, Piece whole, string before, string after)
    {
        if (whole.End <= _copied)
        {
            return;
        }

        (value, whole) = (value with { Start = Math.Max(value.Start, _copied) }, whole with { Start = Math.Max(whole.Start, _copied) });
        if (++_count == MostValues)
        {
            var rest = Source.Length;
            (value, whole, isCut) = (value with { End = rest }, whole with { End = rest }, true);
        }

        var bytes = Source[value.Start..value.End];
        var shown = name.Length > LongestName ? name[..LongestName] + "…" : name;
        var redaction = new Redaction(place, shown, bytes.Length, _fingerprint.Of(bytes), isCut ? null : Replacement.Ending(bytes), isCut);
        _found.Add(redaction);
        _output ??= new ArrayBufferWriter<byte>(Source.Length + 256);
        _output.Write(Source[_copied..whole.Start]);
        Encoding.ASCII.GetBytes(before + Replacement.Of(redaction) + after, _output);
        _copied = whole.End;
    }

    /// <summary>The text with what was replaced in it.</summary>
    public readonly ReadOnlyMemory<byte> Finish()
    {
        if (_output is null)
        {
            throw new InvalidOperationException("Nothing was replaced.");
        }

        _output.Write(Source[_copied..]);
        return _output.WrittenMemory;
    }
}
