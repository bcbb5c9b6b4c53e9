namespace EchoApp.Hosting.Dashboard.Otlp.Decoding.Metrics;

/// <summary>In which fields a kind of data point has what all of them have; 0 where it has none.</summary>
internal readonly record struct PointLayout(int Start, int Time, int Flags, int Attributes, int Exemplars)
{
    private static readonly PointLayout _number = new(Start: 2, Time: 3, Flags: 8, Attributes: 7, Exemplars: 5);
    private static readonly PointLayout _histogram = new(Start: 2, Time: 3, Flags: 10, Attributes: 9, Exemplars: 8);
    private static readonly PointLayout _exponentialHistogram = new(Start: 2, Time: 3, Flags: 10, Attributes: 1, Exemplars: 11);
    private static readonly PointLayout _summary = new(Start: 2, Time: 3, Flags: 8, Attributes: 7, Exemplars: 0);

    public static PointLayout Of(MetricForm form) => form switch
    {
        MetricForm.Histogram => _histogram,
        MetricForm.ExponentialHistogram => _exponentialHistogram,
        MetricForm.Summary => _summary,
        _ => _number,
    };
}
