using EchoApp.Hosting.Dashboard.Otlp.Wire;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding;

/// <summary>The two fields of <c>opentelemetry.proto.common.v1.KeyValue</c>, as they are on the wire.</summary>
internal readonly ref struct KeyValueParts
{
    public ReadOnlySpan<byte> Key { get; private init; }

    public ReadOnlySpan<byte> Value { get; private init; }

    public static KeyValueParts Of(ReadOnlySpan<byte> keyValue)
    {
        ReadOnlySpan<byte> key = default;
        ReadOnlySpan<byte> value = default;
        var reader = new WireReader(keyValue);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    key = reader.Bytes;
                    break;
                case 2:
                    value = reader.Bytes;
                    break;
            }
        }

        return new KeyValueParts { Key = key, Value = value };
    }
}
