using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;

namespace EchoApp.Hosting.Dashboard.Telemetry.Logs;

/// <param name="Seq">Its place among all log records.</param>
/// <param name="Sender">Who sent it.</param>
/// <param name="Record">As it was sent.</param>
/// <param name="Size">Estimated bytes.</param>
internal sealed record LogEntry(long Seq, Sender Sender, LogRecord Record, int Size) : ISequenced;
