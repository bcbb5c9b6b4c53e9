using EchoApp.Hosting.Pipelines;
using EchoApp.Hosting.Pipelines.Progress;
using Spectre.Console;
using Xunit;

namespace EchoApp.Tests.Hosting.Pipelines.Progress;

public sealed class LivePipelineProgressTests
{
    private readonly StringWriter _terminal = new();

    [Fact]
    public async Task Finished_AfterSteps_LeavesTheListWithStatesAndTheSummary()
    {
        var (done, failed, left) = (FixedSteps.Step("done"), FixedSteps.Step("failed"), FixedSteps.Step("left"));
        var progress = new LivePipelineProgress(Console(), TimeProvider.System);
        await using (await progress.BeginAsync([done, failed, left]))
        {
            progress.Started(done);
            progress.Reported(done, "3 services");
            progress.Completed(done);
            progress.Started(failed);
            progress.Failed(failed);
        }

        var summary = new PipelineSummary();
        summary.Add("Written:", "file");
        progress.Finished(summary);

        var lines = _terminal.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0).TakeLast(4).ToArray();
        Assert.Matches(@"✓ +done +0\.0 s +3 services$", lines[0]);
        Assert.Matches(@"✗ +failed +0\.0 s$", lines[1]);
        Assert.EndsWith("·  left", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("Written:  file", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pause_WhileStepsRun_LeavesTheTerminalToOthers()
    {
        var step = FixedSteps.Step("step");
        var progress = new LivePipelineProgress(Console(), TimeProvider.System);
        await using (await progress.BeginAsync([step]))
        {
            string paused;
            await using (await progress.PauseAsync())
            {
                paused = _terminal.ToString();
                progress.Started(step);
                Assert.Equal(paused, _terminal.ToString());
            }
        }

        Assert.Contains("▸", _terminal.ToString(), StringComparison.Ordinal);
    }

    private IAnsiConsole Console() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Yes,
        ColorSystem = ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.Yes,
        Out = new AnsiConsoleOutput(_terminal),
    });
}
