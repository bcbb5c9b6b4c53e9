using System.Text;

namespace EchoApp.Web.Reading;

/// <summary>Text in which quoted strings may stand (RFC 9110 section 5.6.4).</summary>
internal static class QuotedText
{
    /// <summary>The pieces between separators that are not within quotes, without the whitespace around them. A quote that is not closed goes on to the end.</summary>
    /// <returns>At least one.</returns>
    public static List<string> Split(string text, char separator)
    {
        List<string> pieces = [];
        var (start, isQuoted) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (isQuoted && text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (text[i] == separator && !isQuoted)
            {
                pieces.Add(text[start..i].Trim(' ', '\t'));
                start = i + 1;
            }
        }

        pieces.Add(text[start..].Trim(' ', '\t'));
        return pieces;
    }

    /// <summary>What a quoted string stands for; any other text stays.</summary>
    public static string Unquote(string text)
    {
        if (text is not ['"', _, ..] || text[^1] != '"')
        {
            return text;
        }

        var value = new StringBuilder(text.Length);
        for (var i = 1; i < text.Length - 1; i++)
        {
            i += text[i] == '\\' && i + 1 < text.Length - 1 ? 1 : 0;
            value.Append(text[i]);
        }

        return value.ToString();
    }
}
