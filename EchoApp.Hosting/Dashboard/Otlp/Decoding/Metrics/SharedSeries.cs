using System.Collections.Concurrent;
using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding.Metrics;

/// <summary>One object for each instrument and for each set of attributes, as both come again with every export. When it is full it starts over.</summary>
internal sealed class SharedSeries
{
    private const int Capacity = 8192;
    private const int MaxAttributes = 32;
    private const int MaxValueLength = 256;

    private readonly ConcurrentDictionary<Instrument, Instrument> _instruments = new();
    private readonly ConcurrentDictionary<TelemetryAttribute[], TelemetryAttribute[]> _dimensions = new(new DimensionComparer());

    public Instrument Instrument(Instrument instrument) => Share(_instruments, instrument);

    /// <summary>Sorted by key.</summary>
    public TelemetryAttribute[] Dimension(TelemetryAttribute[] attributes)
    {
        if (attributes.Length == 0)
        {
            return [];
        }

        Array.Sort(attributes, static (one, other) => string.CompareOrdinal(one.Key, other.Key));
        return IsSmall(attributes) ? Share(_dimensions, attributes) : attributes;
    }

    private static bool IsSmall(TelemetryAttribute[] attributes) =>
        attributes.Length <= MaxAttributes && Array.TrueForAll(attributes, attribute => attribute.Value.Length <= MaxValueLength);

    private static T Share<T>(ConcurrentDictionary<T, T> kept, T value)
        where T : notnull
    {
        if (kept.TryGetValue(value, out var known))
        {
            return known;
        }

        if (kept.Count >= Capacity)
        {
            kept.Clear();
        }

        return kept.GetOrAdd(value, value);
    }
}
