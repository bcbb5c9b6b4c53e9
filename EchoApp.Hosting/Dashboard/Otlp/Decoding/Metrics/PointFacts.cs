using EchoApp.Hosting.Dashboard.Otlp.Wire;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding.Metrics;

/// <summary>What data points of all kinds say.</summary>
/// <param name="Start">When what it counts began, if it was sent.</param>
/// <param name="Time">When it was taken, if it was sent.</param>
/// <param name="IsRecorded">False where the point says that nothing was measured (DATA_POINT_FLAGS_NO_RECORDED_VALUE).</param>
internal readonly record struct PointFacts(DateTime? Start, DateTime? Time, bool IsRecorded)
{
    private const ulong NoRecordedValue = 1;

    public static PointFacts Of(ReadOnlySpan<byte> encoded, PointLayout layout)
    {
        var facts = new PointFacts(Start: null, Time: null, IsRecorded: true);
        var reader = new WireReader(encoded);
        while (reader.Next())
        {
            if (reader.Field == layout.Start)
            {
                facts = facts with { Start = UnixTime.Of(reader.Number) };
            }
            else if (reader.Field == layout.Time)
            {
                facts = facts with { Time = UnixTime.Of(reader.Number) };
            }
            else if (reader.Field == layout.Flags)
            {
                facts = facts with { IsRecorded = (reader.Number & NoRecordedValue) == 0 };
            }
        }

        return facts;
    }
}
