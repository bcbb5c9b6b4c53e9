using System.Globalization;

namespace EchoApp.Hosting.Dashboard.Telemetry.Filters;

/// <summary>Compares with a number.</summary>
internal sealed record FilterComparison(FilterOperator Operator, double Limit)
{
    /// <summary>The number that a term asks for.</summary>
    /// <exception cref="FilterException">It is none.</exception>
    public static FilterComparison OfNumber(FilterTerm term) => double.TryParse(term.Value, CultureInfo.InvariantCulture, out var limit) && double.IsFinite(limit)
        ? new FilterComparison(term.Operator, limit)
        : throw new FilterException(term.ValuePosition, $"'{term.Value}' is not a number. Write for example @{term.Name}:>=100");

    public bool Holds(double value) => Operator switch
    {
        FilterOperator.Greater => value > Limit,
        FilterOperator.GreaterOrEqual => value >= Limit,
        FilterOperator.Less => value < Limit,
        FilterOperator.LessOrEqual => value <= Limit,
        _ => value == Limit,
    };

    public bool Holds(string value) => double.TryParse(value, CultureInfo.InvariantCulture, out var number) && Holds(number);
}
