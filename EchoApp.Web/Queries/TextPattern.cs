using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace EchoApp.Web.Queries;

/// <summary>A regular expression of .NET that never goes back in the text, and takes no longer for one than is bearable. Thread-safe.</summary>
internal sealed class TextPattern : IEquatable<TextPattern>
{
    /// <summary>
    /// States of the automaton, about three for each character and each time that it is repeated. An unhappy one becomes 10,000 sets of them, of which each takes memory
    /// and time in proportion: 0.5 GB and 5 s for the worst of 300.
    /// </summary>
    private const int MostStates = 300;

    /// <summary>Characters that are matched before it is looked how long that took; then twice as many, and so on.</summary>
    private const int FirstPiece = 256;

    /// <summary>For one text.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(1);

    private readonly Regex _regex;

    // No other regular expression of the process is of this kind.
    static TextPattern() => AppContext.SetData("REGEX_NONBACKTRACKING_MAX_AUTOMATA_SIZE", MostStates);

    /// <exception cref="ArgumentException">It is none; the message says why.</exception>
    /// <exception cref="NotSupportedException">It needs to go back in the text, or is too large.</exception>
    public TextPattern(string pattern) => _regex = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, _longest);

    /// <param name="value">Text in UTF-8; U+FFFD stands for what is not valid.</param>
    /// <exception cref="QueryTooSlowException">It takes too long to find out.</exception>
    public bool IsIn(ReadOnlySpan<byte> value)
    {
        var text = Encoding.UTF8.GetString(value);
        var started = Stopwatch.GetTimestamp();
        try
        {
            // Where it meets new states, .NET looks at its clock after many thousand characters, which may be after minutes. What it has found out about a beginning it knows for the whole.
            for (var length = FirstPiece; length < text.Length; length *= 2)
            {
                _ = _regex.IsMatch(text.AsSpan(0, length));
                if (Stopwatch.GetElapsedTime(started) > _longest)
                {
                    throw TooSlow(value.Length);
                }
            }

            return _regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooSlow(value.Length);
        }
    }

    public bool Equals(TextPattern? other) => other is not null && ToString() == other.ToString();

    public override bool Equals(object? obj) => Equals(obj as TextPattern);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _regex.ToString();

    private QueryTooSlowException TooSlow(int bytes) =>
        new($"The regular expression {this} takes longer than {_longest.TotalSeconds} s for the {bytes} bytes of one request. Make it simpler, above all its counts, such as {{1,500}}.");
}
