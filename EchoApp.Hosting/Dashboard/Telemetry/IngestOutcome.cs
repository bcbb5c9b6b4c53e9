namespace EchoApp.Hosting.Dashboard.Telemetry;

/// <summary>What became of a batch, as an OTLP partial success tells it.</summary>
/// <param name="Rejected">How many records, spans or points were not taken; those that older ones made room for were.</param>
/// <param name="Reason">Why; empty if none was rejected.</param>
internal readonly record struct IngestOutcome(long Rejected, string Reason)
{
    public static IngestOutcome Accepted { get; } = new(0, "");
}
