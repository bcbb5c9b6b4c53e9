using Aspire.Hosting;
using Aspire.Hosting.Testing;
using EchoApp.Tests.Hosting.Engine;
using Xunit;

namespace EchoApp.Tests.Hosting.Testing;

/// <summary>What the AppHost's entry point may do, and what the test is told of it.</summary>
public sealed class EntryPointTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateAsync_WithAMistakeOnTheCommandLine_ThrowsWhatTheAppHostThrows()
    {
        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => DistributedApplicationTestingBuilder.CreateAsync<global::Projects.EchoApp_AppHost>(["--Ports:Echo=x"], Cancellation));

        Assert.StartsWith("Ports:Echo must be a port", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateAsync_OfATypeWithoutAnEntryPoint_Throws()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => DistributedApplicationTestingBuilder.CreateAsync<DistributedApplication>(Cancellation));

        Assert.Equal("EchoApp.Hosting has no entry point. Name a type of the AppHost's assembly.", exception.Message);
    }

    [Fact]
    public async Task CreateAsync_OfAnEntryPointThatBuildsNothing_Throws()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => InlineAppHost.CreateAsync(_ => { }));

        Assert.Equal("The entry point of EchoApp.Tests ended without building an application.", exception.Message);
    }

    [Fact]
    public async Task CreateAsync_OfAnEntryPointThatNeverBuilds_CanBeGivenUp()
    {
        using var gate = new ManualResetEventSlim();
        using var impatient = new CancellationTokenSource();
        var reached = new TaskCompletionSource();
        var created = DistributedApplicationTestingBuilder.CreateAsync<global::Projects.EchoApp_AppHost>(
            [],
            (_, _) =>
            {
                reached.SetResult();
                gate.Wait(Eventually.Deadline);
            },
            impatient.Token);
        await reached.Task.WaitAsync(Eventually.Deadline, Cancellation);

        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => created.WaitAsync(Eventually.Deadline, Cancellation));
        gate.Set();
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public async Task CreateAsync_WithAnArgumentThatIsNone_Throws(string? arg) => await Assert.ThrowsAnyAsync<ArgumentException>(
        () => DistributedApplicationTestingBuilder.CreateAsync<global::Projects.EchoApp_AppHost>([arg!], Cancellation));

    [Fact]
    public async Task EntryPoint_ThatAwaitsBeforeItBuilds_IsHeldAllTheSame()
    {
        var launcher = new FakeLauncher();
        await using var builder = await InlineAppHost.CreateAsync(args => LaterAsync(args).GetAwaiter().GetResult());
        await using var app = await builder.BuildAsync(Cancellation);

        await app.StartAsync(Cancellation).WaitAsync(Eventually.Deadline, Cancellation);

        async Task LaterAsync(string[] args)
        {
            await Task.Yield();
            InlineAppHost.WithJob(launcher)(args);
        }
    }

    [Fact]
    public async Task EntryPoint_ThatFailsBetweenBuildAndRun_FailsTheStart()
    {
        await using var builder = await InlineAppHost.CreateAsync(args =>
        {
            DistributedApplication.CreateBuilder(args).Build();
            throw new NotSupportedException("of the AppHost");
        });
        await using var app = await builder.BuildAsync(Cancellation);

        var exception = await Assert.ThrowsAsync<NotSupportedException>(() => app.StartAsync(Cancellation));

        Assert.Equal("of the AppHost", exception.Message);
    }

    [Fact]
    public async Task EntryPoint_ThatDoesNotRunWhatItBuilt_FailsTheStart()
    {
        await using var builder = await InlineAppHost.CreateAsync(args => DistributedApplication.CreateBuilder(args).Build());
        await using var app = await builder.BuildAsync(Cancellation);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(Cancellation));

        Assert.Equal("The entry point of EchoApp.Tests ended without running the application that it built.", exception.Message);
    }

    [Fact]
    public async Task EntryPoint_ThatBuildsTwice_IsRefused()
    {
        var refused = new TaskCompletionSource<Exception>();
        await using var builder = await InlineAppHost.CreateAsync(args =>
        {
            DistributedApplication.CreateBuilder(args).Build();
            refused.SetResult(Assert.ThrowsAny<InvalidOperationException>(() => DistributedApplication.CreateBuilder(args).Build()));
        });
        await using var app = await builder.BuildAsync(Cancellation);

        var exception = await refused.Task.WaitAsync(Eventually.Deadline, Cancellation);

        Assert.Equal("The AppHost builds a second application. A test can have one of them.", exception.Message);
    }

    [Fact]
    public async Task Run_StartsNothingBeforeTheTestDoes_AndReturnsWhenTheTestEnds()
    {
        var launcher = new FakeLauncher();
        var returned = new TaskCompletionSource();
        await using var builder = await InlineAppHost.CreateAsync(args =>
        {
            InlineAppHost.WithJob(launcher)(args);
            returned.SetResult();
        });
        await using var app = await builder.BuildAsync(Cancellation);
        Assert.Throws<InvalidOperationException>(() => app.GetEndpoint("job"));
        Assert.Empty(launcher.Started);

        await app.StartAsync(Cancellation);
        await launcher.InstanceAsync("job");
        Assert.False(returned.Task.IsCompleted);

        await app.DisposeAsync();
        Assert.True(returned.Task.IsCompleted);
    }

    [Fact]
    public async Task Run_WhenEverythingHasEnded_ReturnsAndLeavesTheExitCodeOfTheTestsAlone()
    {
        var launcher = new FakeLauncher();
        var returned = new TaskCompletionSource();
        await using var builder = await InlineAppHost.CreateAsync(args =>
        {
            InlineAppHost.WithJob(launcher)(args);
            returned.SetResult();
        });
        await using var app = await builder.BuildAsync(Cancellation);
        await app.StartAsync(Cancellation);

        (await launcher.InstanceAsync("job")).Exit(3);

        await returned.Task.WaitAsync(Eventually.Deadline, Cancellation);
        Assert.Equal(0, Environment.ExitCode);
    }

    [Fact]
    public async Task StartAsync_OfTheEntryPoint_ReturnsWhenTheTestHasStarted()
    {
        var started = new TaskCompletionSource();
        await using var builder = await InlineAppHost.CreateAsync(args =>
        {
            using var app = DistributedApplication.CreateBuilder(args).Build();
            app.StartAsync().GetAwaiter().GetResult();
            started.SetResult();
        });
        await using var app = await builder.BuildAsync(Cancellation);

        await app.StartAsync(Cancellation);

        await started.Task.WaitAsync(Eventually.Deadline, Cancellation);
    }
}
