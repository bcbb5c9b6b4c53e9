using System.Text;
using System.Text.RegularExpressions;

namespace EchoApp.Web.Queries;

/// <summary>A regular expression of .NET that takes time in proportion to the text, and no more than is bearable.</summary>
internal sealed class TextPattern : IEquatable<TextPattern>
{
    /// <summary>For one text. As long as nobody makes an automaton of thousands of states, a text of 1 MiB takes hundredths of a second.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(1);

    private readonly Regex _regex;

    /// <exception cref="ArgumentException">It is none; the message says why.</exception>
    /// <exception cref="NotSupportedException">It needs to go back in the text, or is too large.</exception>
    public TextPattern(string pattern) => _regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, _longest);

    /// <param name="value">Text in UTF-8; U+FFFD stands for what is not valid.</param>
    /// <exception cref="QueryTooSlowException">It takes too long to find out.</exception>
    public bool IsIn(ReadOnlySpan<byte> value)
    {
        try
        {
            return _regex.IsMatch(Encoding.UTF8.GetString(value));
        }
        catch (RegexMatchTimeoutException)
        {
            throw new QueryTooSlowException($"The regular expression {this} takes longer than {_longest.TotalSeconds} s for the {value.Length} bytes of one request. Make it simpler, above all its counts, such as {{1,500}}.");
        }
    }

    public bool Equals(TextPattern? other) => other is not null && ToString() == other.ToString();

    public override bool Equals(object? obj) => Equals(obj as TextPattern);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _regex.ToString();
}
