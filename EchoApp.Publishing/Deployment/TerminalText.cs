using System.Text.RegularExpressions;

namespace EchoApp.Publishing.Deployment;

/// <summary>Lines that were meant for a terminal.</summary>
internal static partial class TerminalText
{
    /// <summary>The line without control sequences: some versions of Docker Compose begin every line with one.</summary>
    public static string Plain(string line) => Control().Replace(line, "").TrimEnd();

    // ECMA-48.
    [GeneratedRegex(@"\e\[[0-9;]*[A-Za-z]")]
    private static partial Regex Control();
}
