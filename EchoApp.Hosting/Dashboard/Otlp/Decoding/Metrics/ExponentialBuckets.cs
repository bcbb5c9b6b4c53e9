using EchoApp.Hosting.Dashboard.Otlp.Wire;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding.Metrics;

/// <summary>One side of an exponential histogram.</summary>
/// <param name="Offset">The index of the first bucket; bucket i holds values up to base^(i+1), greater than base^i, where base = 2^(2^-scale).</param>
/// <param name="Counts">Values by bucket.</param>
internal sealed record ExponentialBuckets(int Offset, IReadOnlyList<ulong> Counts)
{
    public static ExponentialBuckets None { get; } = new(0, []);

    public static ExponentialBuckets Decode(ReadOnlySpan<byte> encoded)
    {
        var offset = 0;
        var counts = new List<ulong>();
        var reader = new WireReader(encoded);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    offset = reader.Signed;
                    break;
                case 2:
                    counts.AddVarints(reader);
                    break;
            }
        }

        return new ExponentialBuckets(offset, counts);
    }

    /// <summary>base^(<see cref="Offset"/> + <paramref name="position"/>): the lesser bound, in absolute value, of the bucket at that position.</summary>
    public double Bound(int position, int scale) => Math.Pow(2, ((double)Offset + position) * Math.Pow(2, -scale));
}
