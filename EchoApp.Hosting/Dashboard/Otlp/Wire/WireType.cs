namespace EchoApp.Hosting.Dashboard.Otlp.Wire;

/// <summary>How the value of a field is written, with the numbers of protobuf.</summary>
internal enum WireType
{
    Varint = 0,
    Fixed64 = 1,
    Bytes = 2,
    StartGroup = 3,
    EndGroup = 4,
    Fixed32 = 5,
}
