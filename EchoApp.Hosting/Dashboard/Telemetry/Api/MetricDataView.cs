namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

/// <summary>An instrument over a window of time. <c>From</c>, <c>To</c> and <c>Times</c>, the ends of the steps, are seconds since 1970.</summary>
internal sealed record MetricDataView(
    string Resource,
    string Meter,
    string Instrument,
    string Description,
    string Unit,
    string Kind,
    double From,
    double To,
    IReadOnlyList<double> Times,
    IReadOnlyList<DimensionView> Dimensions,
    DimensionView? Overall,
    IReadOnlyList<DimensionKeyView> Keys,
    IReadOnlyList<ExemplarView> Exemplars);
