using System.Buffers;
using System.Text;
using EchoApp.Web.Logging;

namespace EchoApp.Web.Bins.Responses;

/// <summary>
/// Fills the placeholders of a body in. What comes from the request is escaped as the body's type needs it, so that it stays a value.
/// <c>\{{</c> stands for the two braces themselves.
/// </summary>
internal static class Placeholders
{
    private const string Open = "{{";
    private const string Close = "}}";

    /// <summary>What a sender can make of an answer is bounded by so many values of so many characters.</summary>
    private const int LongestValue = 4096;
    private const int MostPlaceholders = 100;

    /// <returns>What is wrong with the first that is none, in a sentence; null when all are known.</returns>
    public static string? Fault(string template)
    {
        var count = 0;
        for (var start = 0; (start = template.IndexOf(Open, start, StringComparison.Ordinal)) >= 0;)
        {
            var end = template.IndexOf(Close, start, StringComparison.Ordinal);
            if (!IsEscaped(template, start) && (end < 0 || !AnswerFacts.Knows(template[(start + Open.Length)..end].Trim())))
            {
                var shown = LogText.Escape(template[start..(end < 0 ? Math.Min(template.Length, start + 40) : end + Close.Length)]);
                return $"body has {shown}, which is no placeholder. There are {AnswerFacts.Known}; \\{{{{ stands for the braces themselves.";
            }

            if (++count > MostPlaceholders)
            {
                return $"body has more than {MostPlaceholders} placeholders.";
            }

            start = end < 0 || IsEscaped(template, start) ? start + Open.Length : end + Close.Length;
        }

        return null;
    }

    /// <param name="template">One without fault.</param>
    /// <param name="facts">What is filled in, each value up to <see cref="LongestValue"/> characters of it.</param>
    /// <param name="escape">How it is escaped.</param>
    /// <param name="text">Where the text goes, in UTF-8.</param>
    public static void Fill(string template, AnswerFacts facts, Func<string, string> escape, IBufferWriter<byte> text)
    {
        var from = 0;
        for (int start; (start = template.IndexOf(Open, from, StringComparison.Ordinal)) >= 0;)
        {
            if (IsEscaped(template, start))
            {
                Write(template.AsSpan(from, start - 1 - from), text);
                Write(Open, text);
                from = start + Open.Length;
                continue;
            }

            var end = template.IndexOf(Close, start, StringComparison.Ordinal);
            if (end < 0)
            {
                break;
            }

            var value = facts.Find(template[(start + Open.Length)..end].Trim()) ?? "";
            Write(template.AsSpan(from, start - from), text);
            Write(escape(value.Length > LongestValue ? value[..LongestValue] : value), text);
            from = end + Close.Length;
        }

        Write(template.AsSpan(from), text);
    }

    /// <summary>The beginning of a template, which is one too.</summary>
    /// <param name="template">One without fault.</param>
    /// <param name="length">Characters that the beginning has at most.</param>
    public static string Beginning(string template, int length)
    {
        if (template.Length <= length)
        {
            return template;
        }

        for (int from = 0, start; (start = template.IndexOf(Open, from, StringComparison.Ordinal)) >= 0 && start <= length;)
        {
            var isEscaped = IsEscaped(template, start);
            from = isEscaped ? start + Open.Length : template.IndexOf(Close, start, StringComparison.Ordinal) + Close.Length;
            if (from > length)
            {
                return template[..(isEscaped ? start - 1 : start)];
            }
        }

        // Not between the halves of a character.
        return template[..(char.IsHighSurrogate(template[length - 1]) ? length - 1 : length)];
    }

    private static void Write(ReadOnlySpan<char> characters, IBufferWriter<byte> text) => Encoding.UTF8.GetBytes(characters, text);

    private static bool IsEscaped(string template, int start) => start > 0 && template[start - 1] == '\\';
}
