using EchoApp.Hosting.Dashboard.Otlp.Wire;
using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding.Metrics;

/// <summary>An ExponentialHistogramDataPoint, as a histogram that says the bounds of its buckets.</summary>
internal static class ExponentialHistogram
{
    public static (double Sum, HistogramBuckets Buckets) Decode(ReadOnlySpan<byte> encoded)
    {
        var (count, zeroes) = (0UL, 0UL);
        var (sum, min, max, zeroThreshold) = (double.NaN, double.NaN, double.NaN, 0d);
        var scale = 0;
        var (positive, negative) = (ExponentialBuckets.None, ExponentialBuckets.None);
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
                    scale = reader.Signed;
                    break;
                case 7:
                    zeroes = reader.Number;
                    break;
                case 8:
                    positive = ExponentialBuckets.Decode(reader.Bytes);
                    break;
                case 9:
                    negative = ExponentialBuckets.Decode(reader.Bytes);
                    break;
                case 12:
                    min = reader.Double;
                    break;
                case 13:
                    max = reader.Double;
                    break;
                case 14:
                    zeroThreshold = reader.Double;
                    break;
            }
        }

        var (bounds, counts) = Buckets(scale, positive, negative, zeroes, zeroThreshold);
        return (sum, new HistogramBuckets(count, bounds, counts, min, max));
    }

    // From the most negative to the most positive. Bounds too close together, or too far out, for a double join their buckets.
    private static (double[] Bounds, ulong[] Counts) Buckets(
        int scale, ExponentialBuckets positive, ExponentialBuckets negative, ulong zeroes, double zeroThreshold)
    {
        var bounds = new List<double>();
        var counts = new List<ulong>();
        var open = 0UL;
        for (var position = negative.Counts.Count - 1; position >= 0; position--)
        {
            Close(-negative.Bound(position, scale), negative.Counts[position]);
        }

        Close(positive.Counts.Count > 0 ? positive.Bound(0, scale) : zeroThreshold, zeroes);
        for (var position = 0; position < positive.Counts.Count; position++)
        {
            Close(positive.Bound(position + 1, scale), positive.Counts[position]);
        }

        counts.Add(open);
        return ([.. bounds], [.. counts]);

        void Close(double upper, ulong count)
        {
            open += count;
            if (double.IsFinite(upper) && (bounds.Count == 0 || upper > bounds[^1]))
            {
                bounds.Add(upper);
                counts.Add(open);
                open = 0;
            }
        }
    }
}
