namespace EchoApp.Hosting.Engine.Logs;

/// <param name="InstanceId">The instance that wrote it.</param>
/// <param name="Number">From 1, per instance.</param>
/// <param name="Time">When the host received it, UTC.</param>
/// <param name="Text">The line without its end.</param>
/// <param name="IsError">Whether it came from standard error.</param>
internal sealed record LogEntry(string InstanceId, int Number, DateTime Time, string Text, bool IsError);
