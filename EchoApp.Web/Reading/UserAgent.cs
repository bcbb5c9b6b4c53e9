using System.Buffers;

namespace EchoApp.Web.Reading;

/// <summary>The products and comments of <c>User-Agent</c> (RFC 9110 section 10.1.5), in order. Who it really is, is not guessed.</summary>
internal static class UserAgent
{
    private static readonly SearchValues<char> _token = SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    public static IReadOnlyList<UserAgentPart> Parse(string text)
    {
        List<UserAgentPart> parts = [];
        for (var position = 0; position < text.Length;)
        {
            if (text[position] is ' ' or '\t')
            {
                position++;
            }
            else
            {
                parts.Add(Take(text, ref position));
            }
        }

        return parts;
    }

    private static UserAgentPart Take(string text, ref int position)
    {
        var start = position;
        if (text[start] != '(')
        {
            var length = text.AsSpan(start).IndexOfAny(" \t(");
            position = length < 0 ? text.Length : start + length;
            return Word(text[start..position]);
        }

        var end = CommentEnd(text, start);
        position = end < 0 ? text.Length : end + 1;
        return end < 0 ? new(UserAgentPartKind.Other, text[start..], null) : new(UserAgentPartKind.Comment, text[(start + 1)..end], null);
    }

    /// <summary>The bracket that closes a comment, in which there may be others; -1 where none does.</summary>
    private static int CommentEnd(string text, int start)
    {
        var depth = 0;
        for (var i = start; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '(':
                    depth++;
                    break;
                case ')' when --depth == 0:
                    return i;
            }
        }

        return -1;
    }

    private static UserAgentPart Word(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? text : text[..slash];
        var version = slash < 0 ? null : text[(slash + 1)..];
        return IsToken(name) && (version is null || IsToken(version)) ? new(UserAgentPartKind.Product, name, version) : new(UserAgentPartKind.Other, text, null);
    }

    private static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(_token);
}
