using System.Text.RegularExpressions;

namespace EchoApp.Publishing.Docker.Publishing;

/// <summary>Variables in a line for a shell are the shell's: Docker Compose would fill them in itself unless their $ is doubled.</summary>
internal static partial class ShellVariables
{
    public static bool IsShell(string? entrypoint) => Path.GetFileName(entrypoint) is "sh" or "bash";

    public static string Escape(string text) => SingleDollar().Replace(text, "$$$$");

    [GeneratedRegex(@"(?<!\$)\$(?=\{[^}]|[A-Za-z_])")]
    private static partial Regex SingleDollar();
}
