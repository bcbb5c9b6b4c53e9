using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Logging;

namespace EchoApp.Tests.Publishing;

/// <summary>What a pipeline tells while it runs, which Aspire would write to its console.</summary>
internal sealed class PipelineReport : IPipelineActivityReporter
{
    // Around all steps; that it fails says nothing that theirs do not.
    private const string Pipeline = "pipeline-execution";

    private readonly NullPublishingActivityReporter _nobody = new();
    private readonly ConcurrentQueue<(string Step, string Message)> _failures = new();
    private readonly ConcurrentQueue<(LogLevel Level, string Line)> _lines = new();
    private PublishCompletionOptions? _end;

    /// <summary>Each with the step that it comes from before it.</summary>
    public IReadOnlyList<string> Warnings => [.. _lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Line)];

    /// <summary>Likewise, whatever the level.</summary>
    public IReadOnlyList<string> Lines => [.. _lines.Select(line => line.Line)];

    /// <summary>What is told at the end, as <c>name: value</c>.</summary>
    public IReadOnlyList<string> Summary => [.. (_end?.PipelineSummary ?? []).Select(item => $"{item.Key}: {item.Value}")];

    /// <summary>The first step that failed, and why; null where all went well.</summary>
    public DistributedApplicationException? Failure => _failures.TryPeek(out var first) ? new DistributedApplicationException($"{first.Step} failed: {first.Message}")
        : _end is { CompletionState: CompletionState.CompletedWithError, CompletionMessage: { } message } ? new DistributedApplicationException(message)
        : null;

    public async Task<IReportingStep> CreateStepAsync(string title, CancellationToken cancellationToken = default) =>
        new ReportedStep(title, this, await _nobody.CreateStepAsync(title, cancellationToken));

    public Task CompletePublishAsync(PublishCompletionOptions? options = null, CancellationToken cancellationToken = default)
    {
        _end = options;
        return Task.CompletedTask;
    }

    [Obsolete("As it is in the interface.")]
    public Task CompletePublishAsync(string? completionMessage = null, CompletionState? completionState = null, CancellationToken cancellationToken = default) =>
        CompletePublishAsync(new PublishCompletionOptions { CompletionMessage = completionMessage, CompletionState = completionState }, cancellationToken);

    public void Log(string step, LogLevel level, string message) => _lines.Enqueue((level, $"{step}: {message}"));

    public void Fail(string step, string message)
    {
        if (step != Pipeline)
        {
            // Aspire says which step it was, unless the failure is one of its own kind.
            var prefix = $"Step '{step}' failed: ";
            _failures.Enqueue((step, message.StartsWith(prefix, StringComparison.Ordinal) ? message[prefix.Length..] : message));
        }
    }
}
