using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Filters;

/// <summary>Conditions on attributes.</summary>
internal static class AttributeMatch
{
    /// <exception cref="FilterException">A comparison is not with a number.</exception>
    public static Func<IReadOnlyList<TelemetryAttribute>, bool> Of(FilterTerm term)
    {
        if (term.Value is null)
        {
            return attributes => Any(attributes, term.Name, static _ => true);
        }

        if (term.Operator != FilterOperator.Equal)
        {
            var comparison = FilterComparison.OfNumber(term);
            return attributes => Any(attributes, term.Name, comparison.Holds);
        }

        var pattern = new TextPattern(term.Value);
        return attributes => Any(attributes, term.Name, pattern.Matches);
    }

    public static bool Contains(IReadOnlyList<TelemetryAttribute> attributes, string text)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            if (attributes[i].Value.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Any(IReadOnlyList<TelemetryAttribute> attributes, string key, Func<string, bool> matches)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            if (attributes[i].Key.Equals(key, StringComparison.OrdinalIgnoreCase) && matches(attributes[i].Value))
            {
                return true;
            }
        }

        return false;
    }
}
