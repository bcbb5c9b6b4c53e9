using System.Buffers;
using System.Globalization;
using System.Text;
using EchoApp.Web.Wire;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>
/// Follows the objects and arrays of a text, to say where in them a member stands. It goes on only as far as there is something to say, and so
/// costs nothing where there is not.
/// </summary>
internal sealed class JsonPath(int start)
{
    private const int MostFrames = 10_000;
    private const int LongestPath = 128;
    private const int LongestName = 100;

    private static readonly SearchValues<byte> _structure = SearchValues.Create("\"{}[],:"u8);

    private readonly List<JsonFrame> _frames = [];
    private int _position = start;
    private int _beyond;
    private Piece _string;
    private bool _isInString;

    /// <summary>Goes on to a name.</summary>
    /// <returns>Whether it stands outside of strings.</returns>
    public bool AdvanceTo(ReadOnlySpan<byte> source, int name)
    {
        while (_position < name)
        {
            if (_isInString)
            {
                GoThroughString(source, name);
                continue;
            }

            var length = source[_position..name].IndexOfAny(_structure);
            if (length < 0)
            {
                _position = name;
                break;
            }

            Take(source[_position + length], _position + length);
            _position += length + 1;
        }

        return !_isInString;
    }

    /// <summary>Passes over a value.</summary>
    /// <param name="position">Its end.</param>
    /// <param name="isInString">Whether it stands in a string that goes on.</param>
    public void Skip(int position, bool isInString)
    {
        _position = position;
        _isInString = isInString;
    }

    /// <summary>The pointer of the member with this name, at which it has arrived.</summary>
    public string Of(ReadOnlySpan<byte> source, JsonName name)
    {
        var path = new StringBuilder();
        var count = name.Backslashes == 0 && _frames is [.., { IsArray: false }] ? _frames.Count - 1 : _frames.Count;
        var isLong = _beyond > 0;
        for (var i = 0; i < count; i++)
        {
            if (path.Length > LongestPath)
            {
                isLong = true;
                break;
            }

            var frame = _frames[i];
            path.Append('/').Append(frame.IsArray ? frame.Index.ToString(CultureInfo.InvariantCulture) : Token(source[frame.Name.Start..frame.Name.End]));
        }

        return path.Append(isLong ? "/…/" : "/").Append(Token(source[name.Text.Start..name.Text.End])).ToString();
    }

    private static string Token(ReadOnlySpan<byte> name)
    {
        var text = name[..Math.Min(name.Length, LongestName)].ToArray();
        var length = JsonText.Unescape(text, text);
        return WireText.Decode(text.AsSpan(0, length)).Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
    }

    private void GoThroughString(ReadOnlySpan<byte> source, int limit)
    {
        var end = JsonText.EndOfString(source[..limit], _position, (byte)'"');
        _isInString = end < 0;
        _string = _string with { End = Math.Max(end, 0) };
        _position = end < 0 ? limit : end + 1;
    }

    private void Take(byte value, int position)
    {
        switch (value)
        {
            case (byte)'"':
                _isInString = true;
                _string = new Piece(position + 1, position + 1);
                break;
            case (byte)'{' or (byte)'[':
                Begin(value == '[');
                break;
            case (byte)'}' or (byte)']':
                End();
                break;
            case (byte)':' when _frames is [.., { IsArray: false } frame] && _beyond == 0:
                _frames[^1] = frame with { Name = _string };
                break;
            case (byte)',' when _frames is [.., { IsArray: true } frame] && _beyond == 0:
                _frames[^1] = frame with { Index = frame.Index + 1 };
                break;
        }
    }

    private void Begin(bool isArray)
    {
        if (_frames.Count == MostFrames)
        {
            _beyond++;
        }
        else
        {
            _frames.Add(new JsonFrame(isArray, default, 0));
        }
    }

    private void End()
    {
        if (_beyond > 0)
        {
            _beyond--;
        }
        else if (_frames.Count > 0)
        {
            _frames.RemoveAt(_frames.Count - 1);
        }
    }
}
