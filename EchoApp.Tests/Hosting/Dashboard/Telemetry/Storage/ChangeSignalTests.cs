using EchoApp.Hosting.Dashboard.Telemetry.Storage;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Telemetry.Storage;

public sealed class ChangeSignalTests
{
    private readonly ChangeSignal _signal = new();

    [Fact]
    public async Task Wait_ForWhatHasBeen_ReturnsAtOnce()
    {
        _signal.RaiseTo(7);

        Assert.Equal(7, await _signal.WaitAsync(6, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Wait_ForWhatIsToCome_ReturnsWhenItHas()
    {
        var (first, second) = (_signal.WaitAsync(0, TestContext.Current.CancellationToken), _signal.WaitAsync(1, TestContext.Current.CancellationToken));
        Assert.False(first.IsCompleted);

        _signal.Increment();
        Assert.Equal(1, await first);
        Assert.False(second.IsCompleted);

        _signal.Increment();
        Assert.Equal(2, await second);
    }

    [Fact]
    public void RaiseTo_WhatIsLess_ChangesNothing()
    {
        _signal.RaiseTo(7);
        _signal.RaiseTo(3);

        Assert.Equal(7, _signal.Value);
    }

    [Fact]
    public async Task Wait_OfOneWhoLeaves_Ends()
    {
        using var leaving = new CancellationTokenSource();
        var wait = _signal.WaitAsync(0, leaving.Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }
}
