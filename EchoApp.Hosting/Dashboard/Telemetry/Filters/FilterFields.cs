using EchoApp.Hosting.CommandLine;

namespace EchoApp.Hosting.Dashboard.Telemetry.Filters;

/// <summary>Which fields a filter may name, and of which signal.</summary>
internal static class FilterFields
{
    public static readonly string[] OfLogs = ["level", "resource", "trace", "span", "category", "event"];

    public static readonly string[] OfSpans = ["resource", "trace", "span", "category", "event", "name", "kind", "status", "duration"];

    /// <exception cref="FilterException">There is no such field here, or it is compared and cannot be.</exception>
    public static void Check(FilterTerm term, string[] fields)
    {
        var name = term.Name.ToLowerInvariant();
        if (!fields.Contains(name))
        {
            throw new FilterException(term.Position, $"There is no field '{term.Name}' here. {Advice(term, name, fields)}");
        }

        if (term.Operator != FilterOperator.Equal && name != "duration")
        {
            throw new FilterException(term.ValuePosition, $"{name}: cannot be compared. Write for example {name}:{term.Value}");
        }
    }

    /// <summary>One of these words, or an error with the nearest.</summary>
    public static FilterException Unknown(FilterTerm term, IEnumerable<string> known) => new(
        term.ValuePosition,
        Spelling.Closest(term.Value!, known) is { } nearest ? $"{term.Name}:{term.Value} is unknown. Did you mean {term.Name}:{nearest}?"
            : $"{term.Name}:{term.Value} is unknown. Known are {string.Join(", ", known)}.");

    private static string Advice(FilterTerm term, string name, string[] fields)
    {
        if (OfLogs.Contains(name) || OfSpans.Contains(name))
        {
            return $"{(OfLogs.Contains(name) ? "Logs have" : "Spans and traces have")} it; here there are {Listed(fields)}.";
        }

        return Spelling.Closest(name, fields) is { } nearest ? $"Did you mean {nearest}:{term.Value}?"
            : $"There are {Listed(fields)}. For an attribute write @{term.Name}:{term.Value}, for text \"{term.Name}:{term.Value}\".";
    }

    private static string Listed(string[] fields) => string.Join(", ", fields.Select(field => $"{field}:"));
}
