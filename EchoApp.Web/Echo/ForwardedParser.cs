using System.Buffers;
using System.Text;

namespace EchoApp.Web.Echo;

/// <summary>
/// Parses the <c>Forwarded</c> header (RFC 7239 section 4). Forgiving, as it is there to show what came: it reads on after a
/// mistake, and keeps the first one in <see cref="Error"/>.
/// </summary>
internal ref struct ForwardedParser(ReadOnlySpan<char> header)
{
    private static readonly SearchValues<char> _tokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private readonly ReadOnlySpan<char> _header = header;
    private int _position;

    public string? Error { get; private set; }

    public List<ForwardedElement> Parse()
    {
        List<ForwardedElement> elements = [];
        var element = new ForwardedElement();
        while (true)
        {
            SkipWhitespace();
            if (_position == _header.Length || _header[_position] == ',')
            {
                AddTo(elements, element);
                if (_position++ >= _header.Length)
                {
                    return elements;
                }

                element = new ForwardedElement();
            }
            else if (_header[_position] == ';')
            {
                _position++;
            }
            else
            {
                ReadPair(element);
            }
        }
    }

    private static void AddTo(List<ForwardedElement> elements, ForwardedElement element)
    {
        if (element.Parameters.Count > 0)
        {
            elements.Add(element);
        }
    }

    private void ReadPair(ForwardedElement element)
    {
        var name = ReadUntil("=,;");
        if (name.IsEmpty || name.ContainsAnyExcept(_tokenCharacters))
        {
            Fail($"'{name}' is not a parameter name");
        }

        if (_position == _header.Length || _header[_position] != '=')
        {
            Fail($"'{name}' has no value");
            return;
        }

        _position++;
        var value = _position < _header.Length && _header[_position] == '"' ? ReadQuoted() : ReadToken();
        if (element.IsFull)
        {
            Fail($"an element has more than {ForwardedElement.MaxParameters} parameters; the rest is left out");
        }
        else if (!element.TryAdd(name.ToString().ToLowerInvariant(), value))
        {
            Fail($"'{name}' occurs twice in one element");
        }
    }

    private string ReadToken()
    {
        var value = ReadUntil(",;");
        if (value.IsEmpty)
        {
            Fail("a value is empty");
        }
        else if (value.ContainsAnyExcept(_tokenCharacters))
        {
            Fail($"'{value}' has to be in quotes");
        }

        return value.ToString();
    }

    private string ReadQuoted()
    {
        var text = new StringBuilder();
        for (_position++; _position < _header.Length; _position++)
        {
            var character = _header[_position];
            if (character == '"')
            {
                _position++;
                if (!ReadUntil(",;").IsEmpty)
                {
                    Fail("something follows a closing quote");
                }

                return text.ToString();
            }

            if (character == '\\' && _position + 1 < _header.Length)
            {
                character = _header[++_position];
            }

            text.Append(character);
        }

        Fail("a quote is not closed");
        return text.ToString();
    }

    private ReadOnlySpan<char> ReadUntil(ReadOnlySpan<char> delimiters)
    {
        var rest = _header[_position..];
        var length = rest.IndexOfAny(delimiters);
        length = length < 0 ? rest.Length : length;
        _position += length;
        return rest[..length].TrimEnd(" \t");
    }

    private void SkipWhitespace()
    {
        while (_position < _header.Length && _header[_position] is ' ' or '\t')
        {
            _position++;
        }
    }

    private void Fail(string reason) => Error ??= $"Forwarded: {reason} (RFC 7239 section 4).";
}
