namespace Aspire.Hosting.ApplicationModel;

internal static class StringFormat
{
    public static string Apply(string value, string? format) => format?.ToLowerInvariant() switch
    {
        null or "" => value,
        "uri" => Uri.EscapeDataString(value),
        _ => throw new FormatException($"'{format}' is not a format of a reference expression; 'uri' is."),
    };
}
