namespace EchoApp.Hosting.Dashboard.Otlp.Decoding.Metrics;

/// <summary>Which field of <c>opentelemetry.proto.metrics.v1.Metric</c> has the data.</summary>
internal enum MetricForm
{
    Gauge = 5,
    Sum = 7,
    Histogram = 9,
    ExponentialHistogram = 10,
    Summary = 11,
}
