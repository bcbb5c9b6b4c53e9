using EchoApp.Hosting.Dashboard.Otlp.Wire;
using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding;

/// <summary>
/// What the requests of all three signals have in common: resources (field 1) with scopes (field 2) with items (field 2), and in both of
/// these the source in field 1, which may come after what it is the source of.
/// </summary>
internal abstract class BatchDecoder<T>(SourceDecoder sources, OtlpLimits limits)
{
    private const int Source = 1;
    private const int Contents = 2;

    /// <exception cref="OtlpException">It is not a protobuf message.</exception>
    public Decoded<T> Decode(ReadOnlySpan<byte> request)
    {
        var items = new List<T>();
        var intake = new Intake(room: 2L * limits.MaxMessageBytes);
        var batches = new WireReader(request);
        while (batches.Next())
        {
            if (batches is { Field: 1, HasBytes: true })
            {
                DecodeResource(batches.Bytes, items, intake);
            }
        }

        return new Decoded<T>(items, intake.Rejected, intake.Reason);
    }

    /// <summary>Adds what the item holds, or rejects it.</summary>
    protected abstract void DecodeItem(ReadOnlySpan<byte> item, TelemetryResource resource, TelemetryScope scope, List<T> items, Intake intake);

    private void DecodeResource(ReadOnlySpan<byte> batch, List<T> items, Intake intake)
    {
        var resource = sources.Resource(SourceOf(batch), intake);
        var reader = new WireReader(batch);
        while (reader.Next())
        {
            if (reader is { Field: Contents, HasBytes: true })
            {
                DecodeScope(reader.Bytes, resource, items, intake);
            }
        }
    }

    private void DecodeScope(ReadOnlySpan<byte> batch, TelemetryResource resource, List<T> items, Intake intake)
    {
        var scope = sources.Scope(SourceOf(batch), intake);
        var reader = new WireReader(batch);
        while (reader.Next())
        {
            if (reader is not { Field: Contents, HasBytes: true })
            {
                continue;
            }

            if (intake.IsFull)
            {
                intake.RejectFull();
            }
            else
            {
                intake.BeginItem();
                DecodeItem(reader.Bytes, resource, scope, items, intake);
            }
        }
    }

    private static ReadOnlySpan<byte> SourceOf(ReadOnlySpan<byte> batch)
    {
        var reader = new WireReader(batch);
        while (reader.Next())
        {
            if (reader.Field == Source)
            {
                return reader.Bytes;
            }
        }

        return default;
    }
}
