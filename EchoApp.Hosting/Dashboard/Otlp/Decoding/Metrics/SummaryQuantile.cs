using EchoApp.Hosting.Dashboard.Otlp.Wire;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding.Metrics;

/// <param name="Quantile">From 0 (the least) to 1 (the greatest).</param>
/// <param name="Value">The value there.</param>
internal readonly record struct SummaryQuantile(double Quantile, double Value)
{
    private const int Field = 6;

    /// <summary>Those with a finite value: OTLP has NaN where there were no measurements.</summary>
    public static List<SummaryQuantile> AllOf(ReadOnlySpan<byte> summary)
    {
        var all = new List<SummaryQuantile>();
        var reader = new WireReader(summary);
        while (reader.Next())
        {
            if (reader is { Field: Field, HasBytes: true } && One(reader.Bytes) is { } one && double.IsFinite(one.Value))
            {
                all.Add(one);
            }
        }

        return all;
    }

    private static SummaryQuantile One(ReadOnlySpan<byte> encoded)
    {
        var one = default(SummaryQuantile);
        var reader = new WireReader(encoded);
        while (reader.Next())
        {
            one = reader.Field switch
            {
                1 => one with { Quantile = reader.Double },
                2 => one with { Value = reader.Double },
                _ => one,
            };
        }

        return one;
    }
}
