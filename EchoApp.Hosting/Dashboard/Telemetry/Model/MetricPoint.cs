namespace EchoApp.Hosting.Dashboard.Telemetry.Model;

/// <summary>One measurement of an instrument for one set of attributes.</summary>
/// <param name="Instrument">What was measured.</param>
/// <param name="Dimension">The attributes, sorted by key.</param>
/// <param name="Start">When what it counts began; UTC.</param>
/// <param name="Time">When it was taken; UTC.</param>
/// <param name="IsCumulative">Whether it counts from <paramref name="Start"/> on, as opposed to from the point before (delta). Of no meaning for a gauge.</param>
/// <param name="Value">Of a counter or gauge; of a histogram the sum, NaN where it was not sent.</param>
/// <param name="Histogram">The buckets of a histogram; null for the others.</param>
/// <param name="Exemplars">Single measurements with the span in which they were taken.</param>
internal sealed record MetricPoint(
    Instrument Instrument,
    IReadOnlyList<TelemetryAttribute> Dimension,
    DateTime Start,
    DateTime Time,
    bool IsCumulative,
    double Value,
    HistogramBuckets? Histogram,
    IReadOnlyList<Exemplar> Exemplars)
{
    /// <summary>Whether something of it was left out when it was read.</summary>
    public bool IsCut { get; init; }
}
