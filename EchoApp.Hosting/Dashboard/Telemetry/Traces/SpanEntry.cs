using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;

namespace EchoApp.Hosting.Dashboard.Telemetry.Traces;

/// <param name="Seq">Its place among all spans.</param>
/// <param name="Sender">Who sent it.</param>
/// <param name="Span">As it was sent.</param>
/// <param name="Size">Estimated bytes.</param>
internal sealed record SpanEntry(long Seq, Sender Sender, Span Span, int Size) : ISequenced;
