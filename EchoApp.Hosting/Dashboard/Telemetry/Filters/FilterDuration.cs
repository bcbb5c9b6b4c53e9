using System.Globalization;

namespace EchoApp.Hosting.Dashboard.Telemetry.Filters;

/// <summary>Reads <c>duration:&gt;100ms</c>.</summary>
internal static class FilterDuration
{
    private static readonly (string Unit, double Milliseconds)[] _units = [("us", 0.001), ("ms", 1), ("s", 1_000), ("m", 60_000)];

    /// <returns>A comparison in milliseconds.</returns>
    /// <exception cref="FilterException">It is not a duration, or not compared.</exception>
    public static FilterComparison Of(FilterTerm term)
    {
        var value = term.Value!;
        var (unit, milliseconds) = _units.FirstOrDefault(unit => value.EndsWith(unit.Unit, StringComparison.OrdinalIgnoreCase), ("", 1));
        if (!double.TryParse(value[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            throw new FilterException(
                term.ValuePosition, $"'{value}' is not a duration. Write a number and its unit us, ms, s or m, for example duration:>100ms");
        }

        return term.Operator != FilterOperator.Equal ? new FilterComparison(term.Operator, number * milliseconds)
            : throw new FilterException(term.ValuePosition, $"A duration is compared with >, >=, < or <=. Write for example duration:>={value}");
    }
}
