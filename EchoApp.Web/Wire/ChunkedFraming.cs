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
    private State _state;
    private long _size;
    private int _digits;
    private int _lineLength;
    private bool _keepsExtension;

    private enum State
    {
        Size,
        Extension,
        Data,
        DataEnd,
        Trailers,
        Ended,
    }

    public bool IsInTrailers => _state == State.Trailers;

    public bool HasEnded => _state == State.Ended;

    /// <summary>The first chunk extension, from its semicolon on, as Latin-1; null when there was none. A long one is cut.</summary>
    public string? Extension => HasExtension ? _extension.ToString().TrimEnd('\r') : null;

    public bool HasExtension { get; private set; }

    /// <summary>Whether the size of a chunk was written with more digits than it needs.</summary>
    public bool HasLeadingZeros { get; private set; }

    /// <returns>How many of the bytes belong to the body: all of them unless it ends before.</returns>
    public int Follow(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        while (position < bytes.Length && _state != State.Ended)
        {
            if (_state == State.Data)
            {
                var length = (int)Math.Min(_size, bytes.Length - position);
                position += length;
                _size -= length;
                _state = _size == 0 ? State.DataEnd : State.Data;
            }
            else
            {
                Take(bytes[position++]);
            }
        }

        return position;
    }

    private void Take(byte value)
    {
        switch (_state)
        {
            case State.Size:
                TakeSize(value);
                break;
            case State.Extension when value != '\n':
                KeepExtension(value);
                break;
            case State.Extension:
                EndSizeLine();
                break;
            case State.DataEnd when value == '\n':
                _state = State.Size;
                break;
            case State.Trailers when value == '\n':
                _state = _lineLength == 0 ? State.Ended : State.Trailers;
                _lineLength = 0;
                break;
            case State.Trailers when value != '\r':
                _lineLength++;
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
            _state = State.Extension;
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
        _state = _size > 0 ? State.Data : State.Trailers;
        _digits = 0;
        _lineLength = 0;
    }
}
