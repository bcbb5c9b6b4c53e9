using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding.Metrics;

/// <summary>What the points of one metric have in common.</summary>
internal sealed record PointSeries(MetricForm Form, Instrument Instrument, bool IsCumulative);
