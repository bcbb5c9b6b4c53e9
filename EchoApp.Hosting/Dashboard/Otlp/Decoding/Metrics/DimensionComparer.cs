using System.Diagnostics.CodeAnalysis;
using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding.Metrics;

internal sealed class DimensionComparer : IEqualityComparer<TelemetryAttribute[]>
{
    public bool Equals(TelemetryAttribute[]? x, TelemetryAttribute[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] TelemetryAttribute[] obj)
    {
        var hash = new HashCode();
        foreach (var attribute in obj)
        {
            hash.Add(attribute);
        }

        return hash.ToHashCode();
    }
}
