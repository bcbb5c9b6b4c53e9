using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>Sets of attributes, sorted by key, are the same if all keys and values are.</summary>
internal sealed class DimensionComparer : IEqualityComparer<IReadOnlyList<TelemetryAttribute>>
{
    public static DimensionComparer Instance { get; } = new();

    public bool Equals(IReadOnlyList<TelemetryAttribute>? one, IReadOnlyList<TelemetryAttribute>? other)
    {
        if (ReferenceEquals(one, other) || one is null || other is null || one.Count != other.Count)
        {
            return ReferenceEquals(one, other);
        }

        for (var i = 0; i < one.Count; i++)
        {
            if (one[i] != other[i])
            {
                return false;
            }
        }

        return true;
    }

    public int GetHashCode(IReadOnlyList<TelemetryAttribute> attributes)
    {
        var hash = new HashCode();
        for (var i = 0; i < attributes.Count; i++)
        {
            hash.Add(attributes[i]);
        }

        return hash.ToHashCode();
    }
}
