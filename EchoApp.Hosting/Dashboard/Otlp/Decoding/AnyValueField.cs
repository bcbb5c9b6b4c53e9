namespace EchoApp.Hosting.Dashboard.Otlp.Decoding;

/// <summary>The fields of <c>opentelemetry.proto.common.v1.AnyValue</c>, of which one is there.</summary>
internal enum AnyValueField
{
    String = 1,
    Bool = 2,
    Int = 3,
    Double = 4,
    Array = 5,
    KeyValueList = 6,
    Bytes = 7,
}
