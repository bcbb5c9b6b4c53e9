using EchoApp.Hosting.Dashboard.Telemetry.Storage;

namespace EchoApp.Hosting.Dashboard.Telemetry.Traces;

/// <summary>What one sender has in a trace.</summary>
/// <param name="Sender">Who.</param>
/// <param name="Spans">How many spans.</param>
/// <param name="Errors">How many of them failed.</param>
/// <param name="FirstStart">When the first of them started; UTC.</param>
internal readonly record struct TraceShare(Sender Sender, int Spans, int Errors, DateTime FirstStart);
