using System.Text.RegularExpressions;

namespace EchoApp.Web.Storage;

/// <summary>The words that people put on a request. Stored as one text, in their order, with a space on both sides of each.</summary>
internal static partial class Tags
{
    /// <summary>What a tag may be, for messages.</summary>
    public const string Rule = "1 to 40 lower-case letters, digits, '.', '_' or '-'";

    /// <summary>How many there may be on a request.</summary>
    public const int Most = 20;

    public static bool IsTag(string text) => Pattern().IsMatch(text);

    public static string Join(IReadOnlyCollection<string> tags) => tags.Count == 0 ? "" : $" {string.Join(' ', tags.Order(StringComparer.Ordinal).Distinct())} ";

    public static string[] Split(string stored) => stored.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static bool Has(string stored, string tag) => stored.Contains($" {tag} ", StringComparison.Ordinal);

    [GeneratedRegex(@"\A[a-z0-9._-]{1,40}\z")]
    private static partial Regex Pattern();
}
