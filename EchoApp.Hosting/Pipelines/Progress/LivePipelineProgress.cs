using Spectre.Console;
using Spectre.Console.Rendering;

namespace EchoApp.Hosting.Pipelines.Progress;

/// <summary>A list of all steps that is drawn anew while they run.</summary>
internal sealed class LivePipelineProgress(IAnsiConsole console, TimeProvider time) : IPipelineProgress
{
    private readonly Lock _gate = new();
    private readonly List<StepLine> _lines = [];
    private LiveDisplayLoop? _display;

    public Task<IAsyncDisposable> BeginAsync(IReadOnlyList<PipelineStep> steps)
    {
        _lines.AddRange(steps.Select(step => new StepLine(step.Name, StepState.Waiting)));
        _display = new LiveDisplayLoop(console, List, time);
        return Task.FromResult<IAsyncDisposable>(new AsyncRelease(() => _display.HideAsync()));
    }

    public void Started(PipelineStep step) => Change(step, line => line with { State = StepState.Running, Begun = time.GetTimestamp() });

    public void Reported(PipelineStep step, string status) => Change(step, line => line with { Status = status });

    public void Warned(PipelineStep step, string message) => console.MarkupLineInterpolated($"[yellow]warning:[/] {step.Name}: {message}");

    public void Printed(string text) => console.WriteLine(text);

    public void Completed(PipelineStep step) => End(step, StepState.Done);

    public void Failed(PipelineStep step) => End(step, StepState.Failed);

    public void Cancelled(PipelineStep step) => End(step, StepState.Cancelled);

    public void Finished(PipelineSummary summary)
    {
        foreach (var line in SummaryText.Lines(summary))
        {
            console.WriteLine(line);
        }
    }

    public async Task<IAsyncDisposable> PauseAsync()
    {
        await (_display?.HideAsync() ?? Task.CompletedTask);
        return new AsyncRelease(() =>
        {
            _display = new LiveDisplayLoop(console, List, time);
            return Task.CompletedTask;
        });
    }

    private void End(PipelineStep step, StepState state) =>
        Change(step, line => line with { State = state, Elapsed = time.GetElapsedTime(line.Begun) });

    private void Change(PipelineStep step, Func<StepLine, StepLine> change)
    {
        lock (_gate)
        {
            var index = _lines.FindIndex(line => line.Name == step.Name);
            _lines[index] = change(_lines[index]);
        }
    }

    private Grid List()
    {
        var list = new Grid().AddColumns(4);
        lock (_gate)
        {
            _lines.ForEach(line => list.AddRow(Row(line)));
        }

        return list;
    }

    private IRenderable[] Row(StepLine line)
    {
        var (mark, colour) = line.State switch
        {
            StepState.Running => ("▸", Color.Blue),
            StepState.Done => ("✓", Color.Green),
            StepState.Failed => ("✗", Color.Red),
            StepState.Cancelled => ("-", Color.Yellow),
            _ => ("·", Color.Grey),
        };
        var elapsed = line.State == StepState.Waiting ? "" : SummaryText.Of(line.Elapsed ?? time.GetElapsedTime(line.Begun));
        return [new Text(mark, new Style(colour)), new Text(line.Name), new Text(elapsed), new Text(line.Status)];
    }
}
