using EchoApp.Hosting.Pipelines;
using Xunit;

namespace EchoApp.Tests.Hosting.Pipelines;

public sealed class PipelineSignalsTests
{
    [Fact]
    public void Heed_OfTheFirstSignal_CancelsAndDecidesTheExitCode()
    {
        using var signals = new PipelineSignals(CancellationToken.None);
        Assert.Equal((0, false), (signals.ExitCode, signals.Stopping.IsCancellationRequested));

        Assert.True(signals.Heed(130));
        Assert.False(signals.Heed(143));

        Assert.Equal((130, true), (signals.ExitCode, signals.Stopping.IsCancellationRequested));
    }

    [Fact]
    public void Stopping_WhenTheCallerCancels_IsNoSignal()
    {
        using var caller = new CancellationTokenSource();
        using var signals = new PipelineSignals(caller.Token);

        caller.Cancel();

        Assert.Equal((0, true), (signals.ExitCode, signals.Stopping.IsCancellationRequested));
    }
}
