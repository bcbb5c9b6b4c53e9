using EchoApp.Hosting.Dashboard.Telemetry.Logs;

namespace EchoApp.Hosting.Dashboard.Telemetry.Filters;

/// <summary>A filter of log records.</summary>
internal static class LogFilter
{
    /// <exception cref="FilterException">It cannot be read.</exception>
    public static Func<LogEntry, bool> Compile(string filter)
    {
        Func<LogEntry, bool>[] conditions = [.. new FilterReader(filter).ReadAll().Select(Condition)];
        return entry => Array.TrueForAll(conditions, condition => condition(entry));
    }

    private static Func<LogEntry, bool> Condition(FilterTerm term)
    {
        var condition = term.Kind switch
        {
            FilterTermKind.Text => Text(term.Value!),
            FilterTermKind.Attribute => Attribute(term),
            _ => Field(term),
        };
        return term.IsNegated ? entry => !condition(entry) : condition;
    }

    // What an exception says is in the attributes, as everything else that was sent.
    private static Func<LogEntry, bool> Text(string text) => entry =>
        entry.Record.Message.Contains(text, StringComparison.OrdinalIgnoreCase)
        || entry.Record.Scope.Name.Contains(text, StringComparison.OrdinalIgnoreCase)
        || AttributeMatch.Contains(entry.Record.Attributes, text);

    private static Func<LogEntry, bool> Attribute(FilterTerm term)
    {
        var matches = AttributeMatch.Of(term);
        return entry => matches(entry.Record.Attributes);
    }

    private static Func<LogEntry, bool> Field(FilterTerm term)
    {
        FilterFields.Check(term, FilterFields.OfLogs);
        return term.Name.ToLowerInvariant() switch
        {
            "level" => Level(term),
            "resource" => On(SenderMatch.Of(term), static entry => entry.Sender),
            "trace" => On(HexPrefix.Of(term), static entry => entry.Record.TraceId),
            "span" => On(HexPrefix.Of(term), static entry => entry.Record.SpanId),
            "category" => On(new TextPattern(term.Value!).Matches, static entry => entry.Record.Scope.Name),
            _ => On(new TextPattern(term.Value!).Matches, static entry => entry.Record.EventName),
        };
    }

    private static Func<LogEntry, bool> On<T>(Func<T, bool> matches, Func<LogEntry, T> part) => entry => matches(part(entry));

    private static Func<LogEntry, bool> Level(FilterTerm term) => LogLevels.TryParse(term.Value!, out var lowest)
        ? entry => LogLevels.IsAtLeast(entry.Record.Severity, lowest) : throw FilterFields.Unknown(term, LogLevels.Known);
}
