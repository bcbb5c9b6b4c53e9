using System.Text;

namespace EchoApp.Hosting.Dashboard.Telemetry.Filters;

/// <summary>
/// Reads the terms of a filter: <c>word</c>, <c>"two words"</c>, <c>@attribute</c>, <c>@attribute:value</c>, <c>@attribute:>=5</c>,
/// <c>field:value</c>, each with a <c>-</c> before it to negate it. Inside of quotes a backslash stands before a quote or a backslash.
/// </summary>
internal sealed class FilterReader(string text)
{
    private int _at;

    private bool IsAtEnd => _at == text.Length;

    private int Position => _at + 1;

    /// <exception cref="FilterException">It cannot be read.</exception>
    public IReadOnlyList<FilterTerm> ReadAll()
    {
        var terms = new List<FilterTerm>();
        while (SkipSpaces())
        {
            terms.Add(ReadTerm());
        }

        return terms;
    }

    private bool SkipSpaces()
    {
        while (!IsAtEnd && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        return !IsAtEnd;
    }

    private FilterTerm ReadTerm()
    {
        var start = Position;
        var isNegated = Skip('-');
        if (IsAtEnd || char.IsWhiteSpace(text[_at]))
        {
            throw new FilterException(start, "After - comes what must not hold. To look for a dash put it in quotes: \"-\".");
        }

        if (Skip('@'))
        {
            return ReadAttribute(start, isNegated);
        }

        if (Field() is { } field)
        {
            _at += field.Length + 1;
            var (compared, position) = (ReadOperator(), Position);
            return new FilterTerm(FilterTermKind.Field, isNegated, field, compared, ReadValue($"{field}:", ""), start, position);
        }

        return new FilterTerm(FilterTermKind.Text, isNegated, "", FilterOperator.Equal, ReadText(""), start, start);
    }

    private FilterTerm ReadAttribute(int start, bool isNegated)
    {
        var name = ReadText(":");
        if (name.Length == 0)
        {
            throw new FilterException(start, "After @ comes the name of an attribute, for example @http.route.");
        }

        if (!Skip(':'))
        {
            return new FilterTerm(FilterTermKind.Attribute, isNegated, name, FilterOperator.Equal, null, start, Position);
        }

        var (compared, position) = (ReadOperator(), Position);
        return new FilterTerm(
            FilterTermKind.Attribute, isNegated, name, compared, ReadValue($"@{name}:", $" To find all that have it write @{name}"), start, position);
    }

    // A field is letters before a colon; http://… is text, and so is 12:30.
    private string? Field()
    {
        var end = _at;
        while (end < text.Length && char.IsAsciiLetter(text[end]))
        {
            end++;
        }

        var isField = end > _at && end < text.Length && text[end] == ':' && !text.AsSpan(end + 1).StartsWith("//", StringComparison.Ordinal);
        return isField ? text[_at..end] : null;
    }

    private FilterOperator ReadOperator() => !Skip('>') ? !Skip('<') ? FilterOperator.Equal
        : Skip('=') ? FilterOperator.LessOrEqual : FilterOperator.Less
        : Skip('=') ? FilterOperator.GreaterOrEqual : FilterOperator.Greater;

    private string ReadValue(string before, string hint)
    {
        var (position, isQuoted) = (Position, !IsAtEnd && text[_at] == '"');
        var value = ReadText("");
        return value.Length > 0 || isQuoted ? value : throw new FilterException(position, $"After {before} comes a value, without a space between.{hint}");
    }

    private string ReadText(string ends)
    {
        var read = new StringBuilder();
        while (!IsAtEnd && !char.IsWhiteSpace(text[_at]) && !ends.Contains(text[_at]))
        {
            if (text[_at] == '"')
            {
                ReadQuoted(read);
            }
            else
            {
                read.Append(text[_at++]);
            }
        }

        return read.ToString();
    }

    private void ReadQuoted(StringBuilder read)
    {
        var start = Position;
        for (_at++; !IsAtEnd && text[_at] != '"'; _at++)
        {
            if (text[_at] == '\\' && _at + 1 < text.Length && text[_at + 1] is '"' or '\\')
            {
                _at++;
            }

            read.Append(text[_at]);
        }

        if (IsAtEnd)
        {
            throw new FilterException(start, "This quote is not closed. Put a \" at its end.");
        }

        _at++;
    }

    private bool Skip(char character)
    {
        if (IsAtEnd || text[_at] != character)
        {
            return false;
        }

        _at++;
        return true;
    }
}
