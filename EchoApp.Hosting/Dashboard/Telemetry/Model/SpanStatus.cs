namespace EchoApp.Hosting.Dashboard.Telemetry.Model;

/// <summary>With the numbers of OTLP.</summary>
internal enum SpanStatus
{
    Unset = 0,
    Ok = 1,
    Error = 2,
}
