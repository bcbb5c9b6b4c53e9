using System.Buffers;

namespace EchoApp.Web.Reading.StructuredFields;

/// <summary>Goes through a value from its beginning to its end.</summary>
internal sealed class StructuredFieldCursor(string text)
{
    /// <summary>Of the next character, from 0.</summary>
    public int Position { get; private set; }

    public bool IsAtEnd => Position == text.Length;

    /// <summary>The next character; null at the end.</summary>
    public char? Next => IsAtEnd ? null : text[Position];

    public bool TryTake(char character)
    {
        var isNext = Next == character;
        Position += isNext ? 1 : 0;
        return isNext;
    }

    public char Take() => text[Position++];

    /// <summary>As many characters as are among these.</summary>
    public ReadOnlySpan<char> TakeWhile(SearchValues<char> characters)
    {
        var rest = text.AsSpan(Position);
        var length = rest.IndexOfAnyExcept(characters);
        rest = length < 0 ? rest : rest[..length];
        Position += rest.Length;
        return rest;
    }

    /// <summary>Spaces, SP.</summary>
    public void SkipSpaces()
    {
        while (TryTake(' '))
        {
        }
    }

    /// <summary>Spaces and tabs, OWS.</summary>
    public void SkipWhitespace()
    {
        while (TryTake(' ') || TryTake('\t'))
        {
        }
    }

    /// <summary>That something is wrong with the next character.</summary>
    public StructuredFieldException Fault(string reason) => new(reason, Position);
}
