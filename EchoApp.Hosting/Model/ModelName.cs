namespace EchoApp.Hosting.Model;

/// <summary>The rules for names of resources and endpoints, those of Aspire: names end up in host names, variables and compose services.</summary>
internal static class ModelName
{
    private const int MaxLength = 64;

    /// <param name="name">The name.</param>
    /// <param name="what">What the name belongs to, for the message.</param>
    /// <exception cref="ArgumentException">It is empty, longer than 64 characters, does not begin with an ASCII letter, has other characters
    /// than ASCII letters, digits and hyphens, two hyphens in a row, or one at the end.</exception>
    public static void Validate(string name, string what = "resource")
    {
        if (Problem(name) is { } problem)
        {
            throw new ArgumentException($"'{name}' is not a name for {(what == "endpoint" ? "an" : "a")} {what}: {problem}", nameof(name));
        }
    }

    private static string? Problem(string? name) => name switch
    {
        null or "" => "it is empty.",
        { Length: > MaxLength } => $"it has {name.Length} characters, at most {MaxLength} are allowed.",
        _ when !char.IsAsciiLetter(name[0]) => "it must begin with an ASCII letter.",
        _ when name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-') => "only ASCII letters, digits and hyphens are allowed.",
        _ when name.Contains("--", StringComparison.Ordinal) => "two hyphens in a row are not allowed.",
        _ when name.EndsWith('-') => "it must not end with a hyphen.",
        _ => null,
    };
}
