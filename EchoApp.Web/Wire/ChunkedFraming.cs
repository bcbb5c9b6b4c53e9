using System.Buffers;
using System.Text;

namespace EchoApp.Web.Wire;

/// <summary>
/// Follows the chunked transfer coding (RFC 9112 section 7.1) in bytes that the server has already taken as valid: finds where the body
/// ends, and what its framing had to say beside the data.
/// </summary>
internal sealed class ChunkedFraming
{
    private const int LongestExtensionKept = 200;

    private readonly StringBuilder _extension = new();
    private long _size;
    private int _digits;
    private int _lineLength;
    private bool _keepsExtension;

    /// <summary>Where the next byte belongs.</summary>
    public ChunkedPlace Place { get; private set; }

    /// <summary>Whether the size of a chunk has been read, and the end of its line has not.</summary>
    public bool IsInSizeLine => Place == ChunkedPlace.Extension || (Place == ChunkedPlace.Size && _digits > 0);

    public bool HasEnded => Place == ChunkedPlace.Ended;

    /// <summary>The first chunk extension, from its semicolon on, as Latin-1; null when there was none. A long one is cut.</summary>
    public string? Extension => HasExtension ? _extension.ToString().TrimEnd('\r') : null;

    public bool HasExtension { get; private set; }

    /// <summary>Whether the size of a chunk was written with more digits than it needs.</summary>
    public bool HasLeadingZeros { get; private set; }

    /// <summary>The trailer section; null while nothing has come of one.</summary>
    public WireTrailers? Trailers { get; private set; }

    /// <returns>How many of the bytes belong to the body: all of them unless it ends before.</returns>
    /// <exception cref="BadHttpRequestException">A trailer field has a name that is none.</exception>
    public int Follow(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        while (position < bytes.Length && !HasEnded)
        {
            switch (Place)
            {
                case ChunkedPlace.Data:
                    var length = (int)Math.Min(_size, bytes.Length - position);
                    position += length;
                    _size -= length;
                    Place = _size == 0 ? ChunkedPlace.DataEnd : ChunkedPlace.Data;
                    break;
                case ChunkedPlace.Trailers:
                    position += TakeTrailers(bytes[position..]);
                    break;
                default:
                    Take(bytes[position++]);
                    break;
            }
        }

        return position;
    }

    /// <summary>Keeps trailers that were not taken and will not be.</summary>
    public void KeepTrailers(in ReadOnlySequence<byte> bytes)
    {
        Trailers ??= new WireTrailers();
        foreach (var memory in bytes.Slice(0, Math.Min(bytes.Length, FieldSection.MostKept - Trailers.Kept.Length)))
        {
            Trailers.Append(memory.Span);
        }
    }

    /// <summary>Gives the bytes of the trailers back.</summary>
    public void Release()
    {
        Trailers?.Clear();
        Trailers = null;
    }

    private int TakeTrailers(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        var isOver = false;
        while (taken < bytes.Length && !isOver)
        {
            var value = bytes[taken++];
            isOver = value == '\n' && _lineLength == 0;
            _lineLength = value == '\n' ? 0 : value == '\r' ? _lineLength : _lineLength + 1;
        }

        if (Trailers is not null || bytes[..taken].ContainsAnyExcept((byte)'\r', (byte)'\n'))
        {
            Trailers ??= new WireTrailers();
            Trailers.Append(bytes[..taken]);
        }

        if (isOver)
        {
            Place = ChunkedPlace.Ended;
            Trailers?.End();
        }

        return taken;
    }

    private void Take(byte value)
    {
        switch (Place)
        {
            case ChunkedPlace.Size:
                TakeSize(value);
                break;
            case ChunkedPlace.Extension when value != '\n':
                KeepExtension(value);
                break;
            case ChunkedPlace.Extension:
                EndSizeLine();
                break;
            case ChunkedPlace.DataEnd when value == '\n':
                Place = ChunkedPlace.Size;
                break;
        }
    }

    private void TakeSize(byte value)
    {
        if (char.IsAsciiHexDigit((char)value))
        {
            HasLeadingZeros |= _digits > 0 && _size == 0;
            _size = (_size << 4) | (uint)(value <= '9' ? value - '0' : (value | 0x20) - 'a' + 10);
            _digits++;
        }
        else if (value == ';')
        {
            Place = ChunkedPlace.Extension;
            _keepsExtension = !HasExtension;
            HasExtension = true;
            KeepExtension(value);
        }
        else if (value == '\n')
        {
            EndSizeLine();
        }
    }

    private void KeepExtension(byte value)
    {
        if (_keepsExtension && _extension.Length < LongestExtensionKept)
        {
            _extension.Append((char)value);
        }
    }

    private void EndSizeLine()
    {
        Place = _size > 0 ? ChunkedPlace.Data : ChunkedPlace.Trailers;
        _digits = 0;
        _lineLength = 0;
    }
}
