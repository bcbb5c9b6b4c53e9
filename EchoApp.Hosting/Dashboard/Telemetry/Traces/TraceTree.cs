namespace EchoApp.Hosting.Dashboard.Telemetry.Traces;

/// <summary>Puts the spans of a trace into the order in which a waterfall shows them.</summary>
internal static class TraceTree
{
    /// <summary>
    /// Parents first, siblings by start, each with its depth. A span whose parent is not there stands as a root; of spans that are each
    /// other's parents the first does.
    /// </summary>
    public static IReadOnlyList<(SpanEntry Entry, int Depth)> Order(IReadOnlyList<SpanEntry> spans)
    {
        var ids = spans.Select(entry => entry.Span.SpanId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var byStart = spans.OrderBy(entry => entry.Span.Start).ThenBy(entry => entry.Seq).ToArray();
        var children = byStart.Where(HasParent).ToLookup(entry => entry.Span.ParentSpanId!, StringComparer.OrdinalIgnoreCase);
        var ordered = new List<(SpanEntry, int)>(spans.Count);
        var placed = new HashSet<SpanEntry>(ReferenceEqualityComparer.Instance);
        // Roots and those without a parent first; whatever is left then goes in circles.
        foreach (var root in byStart.Where(entry => !HasParent(entry)).Concat(byStart))
        {
            Place(root);
        }

        return ordered;

        bool HasParent(SpanEntry entry) => entry.Span.ParentSpanId is { Length: > 0 } parent && ids.Contains(parent);

        // With a stack of its own: a trace may be thousands of spans deep.
        void Place(SpanEntry root)
        {
            var next = new Stack<(SpanEntry Entry, int Depth)>([(root, 0)]);
            while (next.TryPop(out var current))
            {
                if (!placed.Add(current.Entry))
                {
                    continue;
                }

                ordered.Add(current);
                foreach (var child in children[current.Entry.Span.SpanId].Reverse())
                {
                    next.Push((child, current.Depth + 1));
                }
            }
        }
    }
}
