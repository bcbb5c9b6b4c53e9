using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Hosting.Dashboard.Telemetry.Traces;

namespace EchoApp.Hosting.Dashboard.Telemetry.Filters;

/// <summary>A filter of spans.</summary>
internal static class SpanFilter
{
    private static readonly string[] _kinds = [.. Enum.GetNames<SpanKind>().Select(name => name.ToLowerInvariant())];
    private static readonly string[] _statuses = [.. Enum.GetNames<SpanStatus>().Select(name => name.ToLowerInvariant())];

    /// <exception cref="FilterException">It cannot be read.</exception>
    public static Func<SpanEntry, bool> Compile(string filter)
    {
        Func<SpanEntry, bool>[] conditions = [.. new FilterReader(filter).ReadAll().Select(Negated)];
        return entry => Array.TrueForAll(conditions, condition => condition(entry));
    }

    /// <summary>What a term asks of a span, without regard to whether it is negated.</summary>
    /// <exception cref="FilterException">It cannot be read.</exception>
    public static Func<SpanEntry, bool> Condition(FilterTerm term) => term.Kind switch
    {
        FilterTermKind.Text => Text(term.Value!),
        FilterTermKind.Attribute => Attribute(term),
        _ => Field(term),
    };

    /// <exception cref="FilterException">There is no such status.</exception>
    public static SpanStatus Status(FilterTerm term) => _statuses.Contains(term.Value, StringComparer.OrdinalIgnoreCase)
        ? Enum.Parse<SpanStatus>(term.Value!, ignoreCase: true) : throw FilterFields.Unknown(term, _statuses);

    private static Func<SpanEntry, bool> Negated(FilterTerm term)
    {
        var condition = Condition(term);
        return term.IsNegated ? entry => !condition(entry) : condition;
    }

    private static Func<SpanEntry, bool> Text(string text) => entry =>
        entry.Span.Name.Contains(text, StringComparison.OrdinalIgnoreCase)
        || entry.Span.Scope.Name.Contains(text, StringComparison.OrdinalIgnoreCase)
        || entry.Span.StatusMessage?.Contains(text, StringComparison.OrdinalIgnoreCase) == true
        || AttributeMatch.Contains(entry.Span.Attributes, text)
        || entry.Span.Events.Any(happened => AttributeMatch.Contains(happened.Attributes, text));

    private static Func<SpanEntry, bool> Attribute(FilterTerm term)
    {
        var matches = AttributeMatch.Of(term);
        return entry => matches(entry.Span.Attributes);
    }

    private static Func<SpanEntry, bool> Field(FilterTerm term)
    {
        FilterFields.Check(term, FilterFields.OfSpans);
        return term.Name.ToLowerInvariant() switch
        {
            "resource" => On(SenderMatch.Of(term), static entry => entry.Sender),
            "trace" => On(HexPrefix.Of(term), static entry => entry.Span.TraceId),
            "span" => On(HexPrefix.Of(term), static entry => entry.Span.SpanId),
            "category" => On(new TextPattern(term.Value!).Matches, static entry => entry.Span.Scope.Name),
            "event" => Event(new TextPattern(term.Value!)),
            "name" => entry => entry.Span.Name.Contains(term.Value!, StringComparison.OrdinalIgnoreCase),
            "kind" => Kind(term),
            "status" => HasStatus(Status(term)),
            _ => On(FilterDuration.Of(term).Holds, static entry => entry.Span.Duration.TotalMilliseconds),
        };
    }

    private static Func<SpanEntry, bool> HasStatus(SpanStatus status) => entry => entry.Span.Status == status;

    private static Func<SpanEntry, bool> Event(TextPattern name) => entry => entry.Span.Events.Any(happened => name.Matches(happened.Name));

    private static Func<SpanEntry, bool> Kind(FilterTerm term)
    {
        var kind = _kinds.Contains(term.Value, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<SpanKind>(term.Value!, ignoreCase: true) : throw FilterFields.Unknown(term, _kinds);
        return entry => entry.Span.Kind == kind;
    }

    private static Func<SpanEntry, bool> On<T>(Func<T, bool> matches, Func<SpanEntry, T> part) => entry => matches(part(entry));
}
