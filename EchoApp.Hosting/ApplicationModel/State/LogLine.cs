namespace Aspire.Hosting.ApplicationModel;

/// <param name="LineNumber">From 1, per instance.</param>
/// <param name="Content">An ISO 8601 UTC time, a space, and the line as the resource wrote it.</param>
/// <param name="IsErrorMessage">Whether it came from standard error.</param>
public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);
