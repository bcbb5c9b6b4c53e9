using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Hosting.Dashboard.Telemetry.Traces;

namespace EchoApp.Hosting.Dashboard.Telemetry.Filters;

/// <summary>A filter of traces: name, status and duration are those of the trace; for all else one of its spans must do.</summary>
internal static class TraceFilter
{
    /// <exception cref="FilterException">It cannot be read.</exception>
    public static Func<TraceSnapshot, bool> Compile(string filter)
    {
        Func<TraceSnapshot, bool>[] conditions = [.. new FilterReader(filter).ReadAll().Select(Negated)];
        return trace => Array.TrueForAll(conditions, condition => condition(trace));
    }

    private static Func<TraceSnapshot, bool> Negated(FilterTerm term)
    {
        var condition = Condition(term);
        return term.IsNegated ? trace => !condition(trace) : condition;
    }

    private static Func<TraceSnapshot, bool> Condition(FilterTerm term)
    {
        // Also where the trace answers: it finds what is wrong with the term.
        var ofSpan = SpanFilter.Condition(term);
        if (term.Kind != FilterTermKind.Field)
        {
            return OfAny(ofSpan);
        }

        return term.Name.ToLowerInvariant() switch
        {
            "name" => trace => trace.Name.Contains(term.Value!, StringComparison.OrdinalIgnoreCase),
            "status" => Status(SpanFilter.Status(term)),
            "duration" => Duration(FilterDuration.Of(term)),
            _ => OfAny(ofSpan),
        };
    }

    private static Func<TraceSnapshot, bool> OfAny(Func<SpanEntry, bool> matches) => trace =>
    {
        foreach (var span in trace.Spans)
        {
            if (matches(span))
            {
                return true;
            }
        }

        return false;
    };

    private static Func<TraceSnapshot, bool> Duration(FilterComparison comparison) => trace => comparison.Holds(trace.Duration.TotalMilliseconds);

    private static Func<TraceSnapshot, bool> Status(SpanStatus status) => status switch
    {
        SpanStatus.Error => static trace => trace.Errors > 0,
        SpanStatus.Ok => static trace => trace.Errors == 0 && trace.HasSpan(SpanStatus.Ok),
        _ => static trace => trace.Errors == 0 && !trace.HasSpan(SpanStatus.Ok),
    };
}
