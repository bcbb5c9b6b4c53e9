using EchoApp.Hosting.Dashboard.Otlp.Wire;
using EchoApp.Hosting.Dashboard.Telemetry;
using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding;

/// <summary>The attributes of a message: the first <see cref="TelemetryLimits.MaxAttributeCount"/>, and of them those that have a key.</summary>
internal sealed class AttributeDecoder(TelemetryLimits limits, Texts texts)
{
    private const int Size = 24;

    private readonly AnyValueText _values = new(texts);

    /// <param name="message">What has attributes.</param>
    /// <param name="field">The number of the field in which it has them.</param>
    /// <param name="intake">What they cost.</param>
    public TelemetryAttribute[] Of(ReadOnlySpan<byte> message, int field, Intake intake)
    {
        var most = Count(message, field, intake);
        if (most == 0)
        {
            return [];
        }

        var attributes = new TelemetryAttribute[most];
        var (seen, count) = (0, 0);
        var reader = new WireReader(message);
        while (seen < most && reader.Next())
        {
            if (reader.Field != field)
            {
                continue;
            }

            seen++;
            if (KeyValueParts.Of(reader.Bytes) is { Key.IsEmpty: false } parts)
            {
                attributes[count++] = new TelemetryAttribute(texts.Of(parts.Key, intake), _values.Of(parts.Value, intake));
            }
        }

        intake.Spend(Size * count);
        return count == most ? attributes : attributes[..count];
    }

    public string Value(ReadOnlySpan<byte> anyValue, Intake intake) => _values.Of(anyValue, intake);

    private int Count(ReadOnlySpan<byte> message, int field, Intake intake)
    {
        var count = 0;
        var reader = new WireReader(message);
        while (reader.Next())
        {
            if (reader.Field != field)
            {
                continue;
            }

            if (count == limits.MaxAttributeCount)
            {
                intake.Cut();
                break;
            }

            count++;
        }

        return count;
    }
}
