using EchoApp.Hosting.Engine.Logs;

namespace EchoApp.Hosting.Dashboard.ConsoleLogs;

/// <param name="Sequence">From 1, over all instances, in the order in which lines came.</param>
/// <param name="Entry">The line.</param>
internal readonly record struct ConsoleLine(long Sequence, LogEntry Entry);
