using Aspire.Hosting;
using EchoApp.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static EchoApp.Tests.Hosting.Pipelines.FixedSteps;

namespace EchoApp.Tests.Hosting.Pipelines;

public sealed class PipelineTests : IDisposable
{
    private readonly PipelineApplication _application = new();

    [Fact]
    public async Task Run_OfAStep_TellsWhatHappensInLines()
    {
        await _application.RunAsync(With(
            Step("first", context =>
            {
                context.Report("one thing");
                context.Warn("look out");
                context.Summary.Add("Written:", "a");
                context.Summary.Add("Written:", "b");
                context.Summary.Add("Pushed:", "c");
                return Task.CompletedTask;
            }),
            Step("second", "first")), "do", "second");

        Assert.Equal(
            ["first: started", "first: one thing", "first: done in 0.0 s", "second: started", "second: done in 0.0 s", "Written:  a", "          b", "Pushed:   c"],
            _application.Output.Lines);
        Assert.Equal(["warning: first: look out"], _application.Error.Lines);
    }

    [Fact]
    public async Task Run_OfIndependentSteps_IsConcurrent()
    {
        var first = new TaskCompletionSource();
        var second = new TaskCompletionSource();

        await _application.RunAsync(With(
            Step("first", async _ => await Task.WhenAll(Meet(first), second.Task)),
            Step("second", async _ => await Task.WhenAll(Meet(second), first.Task)),
            Step("both", "first", "second")), "do", "both");

        static Task Meet(TaskCompletionSource here)
        {
            here.SetResult();
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Run_OfAStepThatFails_CancelsWhatRunsAndStartsNothingMore()
    {
        var running = new TaskCompletionSource();
        var wasCancelled = false;

        var failure = await _application.FailAsync(With(
            Step("slow", async context =>
            {
                running.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken).ContinueWith(_ => wasCancelled = true, TaskScheduler.Default);
                context.CancellationToken.ThrowIfCancellationRequested();
            }),
            Step("broken", async _ =>
            {
                await running.Task;
                throw new DistributedApplicationException("The disk is on fire. Put it out.");
            }),
            Step("all", "slow", "broken")), "do", "all");

        Assert.Equal("broken failed: The disk is on fire. Put it out.", failure.Message);
        Assert.True(wasCancelled);
        Assert.Contains("broken: failed after 0.0 s", _application.Output.Lines);
        Assert.Contains("slow: cancelled after 0.0 s", _application.Output.Lines);
        Assert.DoesNotContain("all: started", _application.Output.Lines);
    }

    [Fact]
    public async Task Run_OfStepsThatFailTogether_TellsBoth()
    {
        var met = new CountdownEvent(2);

        var failure = await _application.FailAsync(With(
            Step("one", _ => FailTogetherAsync("first")), Step("two", _ => FailTogetherAsync("second")), Step("all", "one", "two")), "do", "all");

        Assert.Equal(["one failed: first", "two failed: second"], failure.Message.Split(Environment.NewLine).Order());

        Task FailTogetherAsync(string message)
        {
            met.Signal();
            met.Wait(Eventually.Deadline);
            throw new IOException(message);
        }
    }

    [Fact]
    public async Task Run_OfAStepWithABug_ShowsWhereItIs()
    {
        var failure = await _application.FailAsync(With(Step("buggy", _ => throw new KeyNotFoundException("store"))), "do", "buggy");

        Assert.StartsWith("buggy failed unexpectedly: System.Collections.Generic.KeyNotFoundException: store", failure.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(PipelineTests), failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ThatIsCancelled_WaitsForWhatRuns()
    {
        using var stop = new CancellationTokenSource();
        var ended = false;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _application.RunAsync(
            With(Step("slow", async context =>
            {
                await stop.CancelAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken).ContinueWith(_ => ended = true, TaskScheduler.Default);
                context.CancellationToken.ThrowIfCancellationRequested();
            })),
            stop.Token, "do", "slow"));

        Assert.True(ended);
        Assert.Contains("slow: cancelled after 0.0 s", _application.Output.Lines);
    }

    [Fact]
    public async Task Run_OfDiagnostics_ListsTheStepsInOrder()
    {
        await _application.RunAsync(With(Step("late", "early"), Step("early")), "do", "diagnostics");

        var text = string.Join('\n', _application.Output.Lines);
        Assert.Contains("  late                The step late.\n                      after early", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("  early ", StringComparison.Ordinal) < text.IndexOf("  late ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_WhereTheCommandLineAsksToPublish_IsRefused()
    {
        await using var app = TestBuilder.Create("publish").Build();

        await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose() => _application.Dispose();

    private static Action<IDistributedApplicationBuilder> With(params PipelineStep[] steps) =>
        builder => builder.Services.AddSingleton<IPipelineStepSource>(new FixedSteps(steps));
}
