using System.Text.Json.Serialization;
using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

/// <summary>One series by steps; null where nothing was measured. Histograms have counts and percentiles in place of values.</summary>
/// <param name="Attributes">What sets it apart; none of all series together.</param>
/// <param name="Values">Of a counter per second, else where it stood at the end of the step.</param>
/// <param name="Total">Of a counter all that it has counted.</param>
/// <param name="Counts">Values in the step.</param>
/// <param name="P50">Half of the values are not above it.</param>
/// <param name="P90">Nine in ten are not above it.</param>
/// <param name="P99">All but one in a hundred are not above it.</param>
/// <param name="Avg">Sum by count.</param>
internal sealed record DimensionView(
    IReadOnlyList<TelemetryAttribute> Attributes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<double?>? Values,
    double? Total,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<double?>? Counts = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<double?>? P50 = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<double?>? P90 = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<double?>? P99 = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<double?>? Avg = null);
