using System.Collections.Concurrent;
using EchoApp.Hosting.Engine.Console;

namespace EchoApp.Hosting.Pipelines.Progress;

/// <summary>A line for everything that happens.</summary>
internal sealed class LinePipelineProgress(ConsoleOutput console, TimeProvider time) : IPipelineProgress
{
    private readonly ConcurrentDictionary<string, long> _started = new();

    public Task<IAsyncDisposable> BeginAsync(IReadOnlyList<PipelineStep> steps) => PauseAsync();

    public void Started(PipelineStep step)
    {
        _started[step.Name] = time.GetTimestamp();
        console.WriteLine($"{step.Name}: started");
    }

    public void Reported(PipelineStep step, string status) => console.WriteLine($"{step.Name}: {status}");

    public void Warned(PipelineStep step, string message) => console.WriteErrorLine($"warning: {step.Name}: {message}");

    public void Printed(string text) => console.WriteLine(text);

    public void Completed(PipelineStep step) => console.WriteLine($"{step.Name}: done in {Elapsed(step)}");

    public void Failed(PipelineStep step) => console.WriteLine($"{step.Name}: failed after {Elapsed(step)}");

    public void Cancelled(PipelineStep step) => console.WriteLine($"{step.Name}: cancelled after {Elapsed(step)}");

    public void Finished(PipelineSummary summary)
    {
        foreach (var line in SummaryText.Lines(summary))
        {
            console.WriteLine(line);
        }
    }

    public Task<IAsyncDisposable> PauseAsync() => Task.FromResult<IAsyncDisposable>(new AsyncRelease(() => Task.CompletedTask));

    private string Elapsed(PipelineStep step) => SummaryText.Of(time.GetElapsedTime(_started[step.Name]));
}
