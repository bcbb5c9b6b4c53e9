using EchoApp.Hosting.Dashboard.Otlp.Wire;
using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding.Metrics;

/// <summary>The exemplars of a point: the first sixteen with a finite value.</summary>
internal static class ExemplarDecoder
{
    private const int MaxCount = 16;

    /// <param name="point">The point on the wire.</param>
    /// <param name="field">The number of the field in which it has them.</param>
    /// <param name="taken">The time of exemplars that have none.</param>
    /// <param name="intake">Learns of it if there are more.</param>
    public static IReadOnlyList<Exemplar> Decode(ReadOnlySpan<byte> point, int field, DateTime? taken, Intake intake)
    {
        List<Exemplar>? exemplars = null;
        var reader = new WireReader(point);
        while (reader.Next())
        {
            if (reader.Field != field || One(reader.Bytes, taken) is not { } one)
            {
                continue;
            }

            if (exemplars?.Count == MaxCount)
            {
                intake.Cut();
                break;
            }

            (exemplars ??= []).Add(one);
        }

        return exemplars is null ? [] : exemplars.ToArray();
    }

    private static Exemplar? One(ReadOnlySpan<byte> encoded, DateTime? taken)
    {
        var time = taken;
        var value = double.NaN;
        string? traceId = null;
        string? spanId = null;
        var reader = new WireReader(encoded);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 2:
                    time = UnixTime.Of(reader.Number) ?? taken;
                    break;
                case 3:
                    value = reader.Double;
                    break;
                case 4:
                    spanId = HexId.OfSpan(reader.Bytes);
                    break;
                case 5:
                    traceId = HexId.OfTrace(reader.Bytes);
                    break;
                case 6:
                    value = (long)reader.Number;
                    break;
            }
        }

        return time is { } known && double.IsFinite(value) ? new Exemplar(known, value, traceId, spanId) : null;
    }
}
