using EchoApp.Hosting.Dashboard.Otlp.Wire;
using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding.Metrics;

/// <summary>
/// An ExportMetricsServiceRequest. A summary becomes a gauge with an attribute <c>quantile</c>, as Prometheus shows it; its count and sum
/// are left out. What is marked as not recorded is skipped without being rejected.
/// </summary>
internal sealed class MetricDecoder(SourceDecoder sources, PointDecoder points, SharedSeries shared, Texts texts, OtlpLimits limits)
    : BatchDecoder<MetricPoint>(sources, limits)
{
    private const int Delta = 1;

    protected override void DecodeItem(ReadOnlySpan<byte> item, TelemetryResource resource, TelemetryScope scope, List<MetricPoint> items, Intake intake)
    {
        var (name, description, unit) = ("", "", "");
        var form = default(MetricForm);
        ReadOnlySpan<byte> data = default;
        var reader = new WireReader(item);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    name = texts.Of(reader.Bytes, intake);
                    break;
                case 2:
                    description = texts.Of(reader.Bytes, intake);
                    break;
                case 3:
                    unit = texts.Of(reader.Bytes, intake);
                    break;
                case var field when Enum.IsDefined((MetricForm)field):
                    form = (MetricForm)reader.Field;
                    data = reader.Bytes;
                    break;
            }
        }

        if (name.Length == 0 || form == default)
        {
            intake.Reject(name.Length == 0 ? "A metric has no name." : "A metric has no data of a kind that is known.");
            return;
        }

        var (isDelta, isMonotonic) = Traits(data);
        var kind = KindOf(form, isMonotonic);
        var instrument = shared.Instrument(new Instrument(resource, scope, name, description, unit, kind));
        var series = new PointSeries(form, instrument, IsCumulative: !isDelta && kind != InstrumentKind.Gauge);
        DecodePoints(data, series, items, intake);
    }

    private void DecodePoints(ReadOnlySpan<byte> data, PointSeries series, List<MetricPoint> items, Intake intake)
    {
        var isCut = intake.IsCut;
        var reader = new WireReader(data);
        while (reader.Next())
        {
            if (reader is not { Field: 1, HasBytes: true })
            {
                continue;
            }

            if (intake.IsFull)
            {
                intake.RejectFull();
            }
            else
            {
                intake.BeginItem(isCut);
                points.Decode(reader.Bytes, series, items, intake);
            }
        }
    }

    /// <summary>The fields beside the points; what does not say how it counts is taken to be cumulative.</summary>
    private static (bool IsDelta, bool IsMonotonic) Traits(ReadOnlySpan<byte> data)
    {
        var (isDelta, isMonotonic) = (false, false);
        var reader = new WireReader(data);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 2:
                    isDelta = reader.Number == Delta;
                    break;
                case 3:
                    isMonotonic = reader.Number != 0;
                    break;
            }
        }

        return (isDelta, isMonotonic);
    }

    private static InstrumentKind KindOf(MetricForm form, bool isMonotonic) => form switch
    {
        MetricForm.Sum => isMonotonic ? InstrumentKind.Counter : InstrumentKind.UpDownCounter,
        MetricForm.Histogram or MetricForm.ExponentialHistogram => InstrumentKind.Histogram,
        _ => InstrumentKind.Gauge,
    };
}
