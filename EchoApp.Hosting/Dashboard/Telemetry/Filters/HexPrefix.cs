namespace EchoApp.Hosting.Dashboard.Telemetry.Filters;

/// <summary>The beginning of a trace's or span's id.</summary>
internal static class HexPrefix
{
    /// <exception cref="FilterException">It is not hexadecimal.</exception>
    public static Func<string?, bool> Of(FilterTerm term) => term.Value!.Length > 0 && term.Value.All(char.IsAsciiHexDigit)
        ? id => id is not null && id.StartsWith(term.Value, StringComparison.OrdinalIgnoreCase)
        : throw new FilterException(term.ValuePosition, $"'{term.Value}' is not the beginning of an id: those are hexadecimal, for example {term.Name}:4bf92f35");
}
