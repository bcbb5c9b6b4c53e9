using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Logging;

namespace EchoApp.Tests.Publishing;

/// <summary>A step that tells the report what it says; whoever looks at its tasks is nobody.</summary>
internal sealed class ReportedStep(string name, PipelineReport report, IReportingStep nobody) : IReportingStep
{
    public Task<IReportingTask> CreateTaskAsync(string statusText, CancellationToken cancellationToken = default) => nobody.CreateTaskAsync(statusText, cancellationToken);

    public Task<IReportingTask> CreateTaskAsync(MarkdownString statusText, CancellationToken cancellationToken = default) => nobody.CreateTaskAsync(statusText, cancellationToken);

    [Obsolete("As it is in the interface.")]
    public void Log(LogLevel logLevel, string message, bool enableMarkdown) => Log(logLevel, message);

    public void Log(LogLevel logLevel, string message) => report.Log(name, logLevel, message);

    public void Log(LogLevel logLevel, MarkdownString message) => Log(logLevel, message.Value);

    public Task CompleteAsync(string completionText, CompletionState completionState = CompletionState.Completed, CancellationToken cancellationToken = default)
    {
        if (completionState == CompletionState.CompletedWithError)
        {
            report.Fail(name, completionText);
        }

        return Task.CompletedTask;
    }

    public Task CompleteAsync(MarkdownString completionText, CompletionState completionState = CompletionState.Completed, CancellationToken cancellationToken = default) =>
        CompleteAsync(completionText.Value, completionState, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
