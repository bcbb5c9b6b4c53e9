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

    /// <returns>What is wrong with the first that is none, in a sentence; null when all are known.</returns>
    public static string? Fault(string template)
    {
        for (var start = 0; (start = template.IndexOf(Open, start, StringComparison.Ordinal)) >= 0;)
        {
            var end = template.IndexOf(Close, start, StringComparison.Ordinal);
            if (!IsEscaped(template, start) && (end < 0 || !AnswerFacts.Knows(template[(start + Open.Length)..end].Trim())))
            {
                var shown = LogText.Escape(template[start..(end < 0 ? Math.Min(template.Length, start + 40) : end + Close.Length)]);
                return $"body has {shown}, which is no placeholder. There are {AnswerFacts.Known}; \\{{{{ stands for the braces themselves.";
            }

            start = end < 0 || IsEscaped(template, start) ? start + Open.Length : end + Close.Length;
        }

        return null;
    }

    /// <param name="template">One without fault.</param>
    /// <param name="facts">What is filled in.</param>
    /// <param name="escape">How it is escaped.</param>
    public static string Fill(string template, AnswerFacts facts, Func<string, string> escape)
    {
        var text = new StringBuilder(template.Length);
        var from = 0;
        for (int start; (start = template.IndexOf(Open, from, StringComparison.Ordinal)) >= 0;)
        {
            if (IsEscaped(template, start))
            {
                text.Append(template, from, start - 1 - from).Append(Open);
                from = start + Open.Length;
                continue;
            }

            var end = template.IndexOf(Close, start, StringComparison.Ordinal);
            text.Append(template, from, start - from).Append(escape(facts.Find(template[(start + Open.Length)..end].Trim()) ?? ""));
            from = end + Close.Length;
        }

        return text.Append(template, from, template.Length - from).ToString();
    }

    private static bool IsEscaped(string template, int start) => start > 0 && template[start - 1] == '\\';
}
