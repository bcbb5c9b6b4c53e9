using Aspire.Hosting;
using EchoApp.Tests.Hosting.Engine;
using Xunit;

namespace EchoApp.Tests.Hosting.Testing;

/// <summary>However far a test has come, disposing ends the entry point and what it started.</summary>
public sealed class DisposalTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly TaskCompletionSource<Exception?> _ended = new();
    private readonly FakeLauncher _launcher = new();

    [Fact]
    public async Task Dispose_OfABuilderThatWasNeverBuilt_UnwindsTheEntryPoint()
    {
        var builder = await InlineAppHost.CreateAsync(AppHost);

        await builder.DisposeAsync();

        Assert.IsType<OperationCanceledException>(await _ended.Task, exactMatch: false);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => builder.BuildAsync(Cancellation));
    }

    [Fact]
    public async Task Dispose_OfAnApplicationThatWasNeverStarted_LetsRunReturn()
    {
        await using var builder = await InlineAppHost.CreateAsync(AppHost);
        var app = await builder.BuildAsync(Cancellation);

        await app.DisposeAsync();

        Assert.Null(await _ended.Task);
        Assert.Empty(_launcher.Started);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => app.StartAsync(Cancellation));
    }

    [Fact]
    public async Task Dispose_AfterAFailedStart_EndsTheEntryPointWithTheSameFailure()
    {
        await using var builder = await InlineAppHost.CreateAsync(AppHost);
        builder.AddExecutable("one", "one", ".").WithHttpEndpoint(targetPort: 1234);
        builder.AddExecutable("two", "two", ".").WithHttpEndpoint(targetPort: 1234);
        var app = await builder.BuildAsync(Cancellation);
        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Cancellation));

        await app.DisposeAsync();

        Assert.Same(failure, await _ended.Task);
    }

    [Fact]
    public async Task Dispose_WhileItStarts_GivesTheStartUp()
    {
        _launcher.OnStart["job"] = token => Task.Delay(Timeout.Infinite, token);
        await using var builder = await InlineAppHost.CreateAsync(AppHost);
        var app = await builder.BuildAsync(Cancellation);
        var start = app.StartAsync(Cancellation);

        await app.DisposeAsync().AsTask().WaitAsync(Eventually.Deadline, Cancellation);

        await start.WaitAsync(Eventually.Deadline, Cancellation).ContinueWith(static _ => { }, TaskScheduler.Default);
        Assert.True(_ended.Task.IsCompleted);
        Assert.Empty(_launcher.Started);
    }

    [Fact]
    public async Task Dispose_WhileTheStartWaitsForTheEntryPoint_GivesTheStartUp()
    {
        using var gate = new ManualResetEventSlim();
        await using var builder = await InlineAppHost.CreateAsync(args =>
        {
            var built = DistributedApplication.CreateBuilder(args).Build();
            gate.Wait(Eventually.Deadline);
            built.Run();
        });
        var app = await builder.BuildAsync(Cancellation);
        var start = app.StartAsync(Cancellation);

        var disposal = app.DisposeAsync().AsTask();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start.WaitAsync(Eventually.Deadline, Cancellation));
        gate.Set();
        await disposal;
    }

    [Fact]
    public async Task Dispose_TwiceAndByManyAtOnce_StopsOnceAndReturnsWhenItIsOver()
    {
        var stops = 0;
        _launcher.OnStop["job"] = async instance =>
        {
            Interlocked.Increment(ref stops);
            await Task.Yield();
            instance.Exit(143);
        };
        await using var builder = await InlineAppHost.CreateAsync(AppHost);
        var app = await builder.BuildAsync(Cancellation);
        await app.StartAsync(Cancellation);
        await _launcher.InstanceAsync("job");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            await Task.Yield();
            await (i % 2 == 0 ? app.DisposeAsync() : builder.DisposeAsync());
            Assert.True(_ended.Task.IsCompleted);
        }));

        await app.DisposeAsync();
        app.Dispose();
        Assert.Equal(1, stops);
    }

    [Fact]
    public async Task Dispose_OfTheBuilderAlone_StopsWhatRuns()
    {
        var builder = await InlineAppHost.CreateAsync(AppHost);
        var app = await builder.BuildAsync(Cancellation);
        await app.StartAsync(Cancellation);
        var job = await _launcher.InstanceAsync("job");

        builder.Dispose();

        Assert.True(job.IsDisposed);
        Assert.Null(await _ended.Task);
    }

    [Fact]
    public async Task StopAsync_LeavesTheStatesToBeLookedAt()
    {
        await using var builder = await InlineAppHost.CreateAsync(AppHost);
        await using var app = await builder.BuildAsync(Cancellation);
        await app.StartAsync(Cancellation);
        await _launcher.InstanceAsync("job");

        await app.StopAsync(Cancellation);

        await app.ResourceNotifications.WaitForResourceAsync("job", "Exited", Cancellation).WaitAsync(Eventually.Deadline, Cancellation);
    }

    private void AppHost(string[] args)
    {
        try
        {
            InlineAppHost.WithJob(_launcher)(args);
            _ended.SetResult(null);
        }
        catch (Exception exception)
        {
            _ended.SetResult(exception);
            throw;
        }
    }
}
