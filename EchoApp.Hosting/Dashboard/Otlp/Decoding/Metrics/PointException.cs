namespace EchoApp.Hosting.Dashboard.Otlp.Decoding.Metrics;

/// <summary>Why one data point is rejected.</summary>
internal sealed class PointException(string message) : Exception(message);
