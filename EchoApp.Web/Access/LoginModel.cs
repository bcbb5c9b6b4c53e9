using EchoApp.Web.Inspector;

namespace EchoApp.Web.Access;

/// <summary>The page to log in by.</summary>
/// <param name="To">The path to go on to.</param>
/// <param name="Trouble">What went wrong before, in a sentence; null for nothing.</param>
internal sealed record LoginModel(string To, string? Trouble)
{
    /// <summary>What names the path to go on to, in queries and forms.</summary>
    public const string ToName = "to";

    /// <summary>The path that was asked for where it is a page of the inspector; else the first of them.</summary>
    public static string Destination(string? asked) =>
        asked is not null && asked.StartsWith(InspectorPath.Root, StringComparison.Ordinal) && asked.All(character => character is > ' ' and <= '~' and not '\\') ? asked : InspectorPath.Root;
}
