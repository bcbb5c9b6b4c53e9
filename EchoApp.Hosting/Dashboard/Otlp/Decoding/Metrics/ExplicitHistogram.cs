using EchoApp.Hosting.Dashboard.Otlp.Wire;
using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding.Metrics;

/// <summary>A HistogramDataPoint; without buckets it becomes one bucket without a bound.</summary>
internal static class ExplicitHistogram
{
    public static (double Sum, HistogramBuckets Buckets) Decode(ReadOnlySpan<byte> encoded)
    {
        var count = 0UL;
        var (sum, min, max) = (double.NaN, double.NaN, double.NaN);
        var counts = new List<ulong>();
        var bounds = new List<ulong>();
        var reader = new WireReader(encoded);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 4:
                    count = reader.Number;
                    break;
                case 5:
                    sum = reader.Double;
                    break;
                case 6:
                    counts.AddFixed(reader);
                    break;
                case 7:
                    bounds.AddFixed(reader);
                    break;
                case 11:
                    min = reader.Double;
                    break;
                case 12:
                    max = reader.Double;
                    break;
            }
        }

        if (counts.Count == 0 && bounds.Count == 0)
        {
            counts.Add(count);
        }

        var upper = bounds.ConvertAll(BitConverter.UInt64BitsToDouble);
        if (counts.Count != upper.Count + 1 || !IsAscending(upper))
        {
            throw new PointException("A histogram needs ascending bounds, and one more count than bounds.");
        }

        return (sum, new HistogramBuckets(count, upper.ToArray(), counts.ToArray(), min, max));
    }

    private static bool IsAscending(List<double> bounds)
    {
        var last = double.NegativeInfinity;
        foreach (var bound in bounds)
        {
            if (!(bound > last) || !double.IsFinite(bound))
            {
                return false;
            }

            last = bound;
        }

        return true;
    }
}
