namespace EchoApp.Hosting.Dashboard.Telemetry.Filters;

/// <summary>One condition of a filter.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="IsNegated">Whether it must not hold.</param>
/// <param name="Name">Of the attribute or field; empty for free text.</param>
/// <param name="Operator">How the value is compared.</param>
/// <param name="Value">Null where the attribute need only exist.</param>
/// <param name="Position">Of its first character, from 1 on.</param>
/// <param name="ValuePosition">Of the value's first character.</param>
internal sealed record FilterTerm(FilterTermKind Kind, bool IsNegated, string Name, FilterOperator Operator, string? Value, int Position, int ValuePosition);
