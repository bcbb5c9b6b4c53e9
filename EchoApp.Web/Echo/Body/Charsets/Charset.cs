using System.Buffers;
using System.Text;
using Validity = System.Text.Unicode.Utf8;

namespace EchoApp.Web.Echo.Body.Charsets;

/// <summary>How bytes become text; what is wrong with them is noted.</summary>
internal sealed class Charset(string name, Encoding encoding)
{
    public static Charset Utf8 { get; } = new("utf-8", Encoding.UTF8);

    public string Name => name;

    /// <summary>Whether <c>a=%+&amp;</c> is the same bytes as in ASCII, so that a form can be taken apart before it is decoded.</summary>
    public bool IsLikeAscii { get; } = encoding is HighHalfEncoding || encoding.GetBytes("a=%+&").AsSpan().SequenceEqual("a=%+&"u8);

    /// <summary>
    /// The bytes as UTF-8 when they are valid, else null and where they are not. When they are <paramref name="cut"/> off, the last
    /// character may be incomplete, and is left out.
    /// </summary>
    public ReadOnlyMemory<byte>? Decode(ReadOnlyMemory<byte> bytes, bool cut, BodyNotes notes, out int invalidAt)
    {
        if (encoding is UTF8Encoding)
        {
            invalidAt = Validity.IsValid(bytes.Span) ? -1 : IndexOfInvalidUtf8(bytes.Span);
            if (invalidAt < 0)
            {
                return bytes;
            }

            return cut && IsBegunCharacter(bytes.Span[invalidAt..]) ? (ReadOnlyMemory<byte>?)bytes[..invalidAt] : null;
        }

        var (marked, length) = ByteOrder.Find(name, encoding, bytes.Span, notes);
        var text = Transcode(bytes[length..], marked, cut, out invalidAt);
        invalidAt += length;
        return text;
    }

    /// <summary>The text of bytes, in which U+FFFD stands for what is not valid.</summary>
    public string DecodeLossy(ReadOnlySpan<byte> bytes, out bool lossy)
    {
        if (encoding is UTF8Encoding)
        {
            lossy = !Validity.IsValid(bytes);
            return Encoding.UTF8.GetString(bytes);
        }

        try
        {
            lossy = false;
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            lossy = true;
            return Lossy().GetString(bytes);
        }
    }

    private Encoding Lossy()
    {
        var copy = (Encoding)encoding.Clone();
        copy.DecoderFallback = new DecoderReplacementFallback("\ufffd");
        return copy;
    }

    private static int IndexOfInvalidUtf8(ReadOnlySpan<byte> bytes)
    {
        Span<char> characters = stackalloc char[256];
        var position = 0;
        while (Validity.ToUtf16(bytes[position..], characters, out var read, out _, replaceInvalidSequences: false) == OperationStatus.DestinationTooSmall)
        {
            position += read;
        }

        Validity.ToUtf16(bytes[position..], characters, out var last, out _, replaceInvalidSequences: false);
        return position + last;
    }

    private static bool IsBegunCharacter(ReadOnlySpan<byte> bytes) =>
        Rune.DecodeFromUtf8(bytes, out _, out var length) == OperationStatus.NeedMoreData && length == bytes.Length;

    private static ReadOnlyMemory<byte>? Transcode(ReadOnlyMemory<byte> bytes, Encoding encoding, bool cut, out int invalidAt)
    {
        try
        {
            var characters = new char[encoding.GetMaxCharCount(bytes.Length)];
            var count = encoding.GetDecoder().GetChars(bytes.Span, characters, flush: !cut);
            invalidAt = -1;
            return Encoding.UTF8.GetBytes(characters, 0, count);
        }
        catch (DecoderFallbackException exception)
        {
            invalidAt = Position(bytes.Span, exception.BytesUnknown, exception.Index);
            return null;
        }
    }

    /// <summary>The runtime's index is that of the invalid bytes, or of what comes after them.</summary>
    private static int Position(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> invalid, int index)
    {
        index = Math.Clamp(index, 0, Math.Max(0, bytes.Length - 1));
        var before = index - invalid.Length;
        return before >= 0 && !bytes[index..].StartsWith(invalid) && bytes[before..].StartsWith(invalid) ? before : index;
    }
}
