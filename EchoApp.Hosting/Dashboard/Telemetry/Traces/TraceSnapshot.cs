using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;

namespace EchoApp.Hosting.Dashboard.Telemetry.Traces;

/// <summary>A trace as it was when its newest span had come.</summary>
/// <param name="Seq">Of its newest span.</param>
/// <param name="TraceId">32 hexadecimal digits.</param>
/// <param name="Name">Of its root, or, while that has not come, of its first span.</param>
/// <param name="Path">That span's <c>url.path</c>, where the name holds none.</param>
/// <param name="HasRoot">Whether a span without parent has come.</param>
/// <param name="Start">When its first span started; UTC.</param>
/// <param name="End">When its last one ended; UTC.</param>
/// <param name="Errors">How many spans failed.</param>
/// <param name="DroppedSpans">How many were not taken because it had too many.</param>
/// <param name="Shares">Of its senders, by their first spans.</param>
/// <param name="Spans">In the order of arrival.</param>
internal sealed record TraceSnapshot(
    long Seq,
    string TraceId,
    string Name,
    string? Path,
    bool HasRoot,
    DateTime Start,
    DateTime End,
    int Errors,
    int DroppedSpans,
    IReadOnlyList<TraceShare> Shares,
    ArraySegment<SpanEntry> Spans) : ISequenced
{
    public TimeSpan Duration => End - Start;

    public bool HasSpan(SpanStatus status) => Spans.Any(entry => entry.Span.Status == status);
}
