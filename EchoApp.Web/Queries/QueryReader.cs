using System.Text;
using System.Text.RegularExpressions;

namespace EchoApp.Web.Queries;

/// <summary>Takes a query apart.</summary>
internal sealed partial class QueryReader
{
    private const string HeaderPrefix = "header.";

    /// <summary>Characters of a text that an error repeats.</summary>
    private const int LongestRepeated = 100;

    private readonly string _text;
    private int _at;

    public QueryReader(string text)
    {
        _text = text;
        Next = Read();
    }

    /// <summary>What <see cref="Take"/> gives.</summary>
    public Token Next { get; private set; }

    public Token Take()
    {
        var token = Next;
        Next = Read();
        return token;
    }

    private Token Read()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }

        var place = _at;
        if (place == _text.Length)
        {
            return new(TokenKind.End, place);
        }

        switch (_text[place])
        {
            case '(':
                _at++;
                return new(TokenKind.Open, place, "(");
            case ')':
                _at++;
                return new(TokenKind.Close, place, ")");
            case '-':
                _at++;
                return _at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] != ')'
                    ? new(TokenKind.Not, place, "-")
                    : throw new QuerySyntaxException("What is not to be there goes directly behind the -. Text that is a - goes in quotes.", place);
            default:
                return ReadTerm(place);
        }
    }

    private Token ReadTerm(int place)
    {
        if (FieldAndOperator().Match(_text, place) is { Success: true } match)
        {
            _at += match.Length;
            var textPlace = _at;
            var (value, isQuoted) = ReadText();
            return new(TokenKind.Term, place, value, match.Groups["field"].Value, NameIn(match), match.Groups["operator"].Value, textPlace, isQuoted);
        }

        var (text, quoted) = ReadText();
        if (!quoted && text.AsSpan().IndexOfAny(":=<>") is >= 0 and var sign)
        {
            throw new QuerySyntaxException(
                text.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase)
                    ? $"A header whose name has that in it is looked for by its line: header:{Quoted($"{text[HeaderPrefix.Length..sign].TrimEnd('!')}: …")}."
                    : $"Text {InQuotes(text[sign..(sign + 1)], text)}",
                place);
        }

        var kind = quoted ? TokenKind.Term : text switch
        {
            "AND" => TokenKind.And,
            "OR" => TokenKind.Or,
            "NOT" => TokenKind.Not,
            _ => TokenKind.Term,
        };
        return new(kind, place, text, TextPlace: place, IsQuoted: quoted);
    }

    private static string? NameIn(Match match) => match.Groups["quoted"] is { Success: true, Value: var quoted } ? EscapedCharacter().Replace(quoted, "$1")
        : match.Groups["name"] is { Success: true, Value: var name } ? name
        : null;

    private (string Text, bool IsQuoted) ReadText()
    {
        if (_at < _text.Length && _text[_at] is '"' or '`')
        {
            return (_text[_at] == '"' ? ReadQuoted() : ReadRaw(), true);
        }

        var start = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('(' or ')'))
        {
            if (_text[_at] == '"')
            {
                throw new QuerySyntaxException("Quotes go around the whole text; within it they are written \\\".", _at);
            }

            _at++;
        }

        return (_text[start.._at], false);
    }

    /// <summary>The end of a sentence that says how text is written that has a sign of the language in it.</summary>
    public static string InQuotes(string sign, string text) => $"with {sign} in it goes in quotes{(text.Length > LongestRepeated ? "" : $": {Quoted(text)}")}.";

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private string ReadQuoted()
    {
        var start = _at++;
        var text = new StringBuilder();
        for (; _at < _text.Length; _at++)
        {
            if (_text[_at] == '"')
            {
                _at++;
                return _at == _text.Length || char.IsWhiteSpace(_text[_at]) || _text[_at] is '(' or ')'
                    ? text.ToString()
                    : throw new QuerySyntaxException("Behind the quotes a space is missing; quotes within them are written \\\".", _at);
            }

            if (_text[_at] == '\\')
            {
                _at++;
                if (_at == _text.Length || _text[_at] is not ('"' or '\\'))
                {
                    throw new QuerySyntaxException("In quotes a \\ is written \\\\, and a quote \\\".", _at - 1);
                }
            }

            text.Append(_text[_at]);
        }

        throw new QuerySyntaxException("These quotes are not closed.", start);
    }

    /// <summary>In backticks everything stands for itself, which is what regular expressions want.</summary>
    private string ReadRaw()
    {
        var start = _at;
        var end = _text.IndexOf('`', start + 1);
        _at = end + 1;
        return end < 0 ? throw new QuerySyntaxException("This backtick is not closed.", start)
            : _at == _text.Length || char.IsWhiteSpace(_text[_at]) || _text[_at] is '(' or ')' ? _text[(start + 1)..end]
            : throw new QuerySyntaxException("Behind the backtick a space is missing. Text with a backtick in it goes in quotes.", _at);
    }

    // The name of a header is a token (RFC 9110 section 5.6.2) without what the language has a meaning for: the ! of an operator, and the *.
    [GeneratedRegex("""\G(?<field>[Hh][Ee][Aa][Dd][Ee][Rr]\.[A-Za-z0-9#$%&'+.^_`|~-]*|(?:[Jj][Ss][Oo][Nn]|[Ff][Oo][Rr][Mm]|[Qq][Uu][Ee][Rr][Yy])\.(?:"(?<quoted>(?:[^"\\]|\\["\\])*)"|(?<name>[^\s()"`:=<>!]*))|[A-Za-z][A-Za-z0-9._-]*)(?<operator>!=|!~|=~|<=|>=|:<=|:>=|:<|:>|:|=|<|>)""")]
    private static partial Regex FieldAndOperator();

    [GeneratedRegex("""\\(.)""")]
    private static partial Regex EscapedCharacter();
}
