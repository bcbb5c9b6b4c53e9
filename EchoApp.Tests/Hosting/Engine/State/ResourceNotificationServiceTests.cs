using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.State;

public sealed class ResourceNotificationServiceTests
{
    [Fact]
    public async Task WaitForResource_WithoutAState_WaitsUntilItRuns()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "job", ".").WithExplicitStart());
        var waiting = application.Notifications.WaitForResourceAsync("job", cancellationToken: TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);

        await application.CommandAsync("job", "start");

        await waiting.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task WaitForResource_WithSeveralStates_TellsWhichItIs()
    {
        await using var application = await TestApplication.StartAsync(builder =>
        {
            builder.AddExecutable("job", "job", ".");
            builder.AddExecutable("other", "other", ".");
        });
        var waiting = application.Notifications.WaitForResourceAsync("JOB", KnownResourceStates.TerminalStates, TestContext.Current.CancellationToken);

        (await application.Launcher.InstanceAsync("job")).Exit(3);

        Assert.Equal("Exited", await waiting.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WaitForResource_ThatNeverComesToIt_EndsWithTheApplication()
    {
        Task waiting;
        await using (var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "job", ".")))
        {
            waiting = application.Notifications.WaitForResourceAsync("job", "Dreaming", TestContext.Current.CancellationToken);
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WaitForResource_WithACancelledToken_IsCancelled()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "job", "."));
        using var cancelled = new CancellationTokenSource();
        var waiting = application.Notifications.WaitForResourceAsync("job", "Dreaming", cancelled.Token);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task WaitForResourceHealthy_OfOneThatFails_SaysHow()
    {
        await using var application = await TestApplication.StartAsync(builder =>
        {
            builder.AddExecutable("job", "no-such-command-here", ".");
            builder.AddExecutable("other", "sh", ".", "-c", "cat; sleep 600");
        }, realProcesses: true);

        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => application.Notifications.WaitForResourceHealthyAsync("job", TestContext.Current.CancellationToken).WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken));

        Assert.Equal(
            "'job' failed to start: the command 'no-such-command-here' was not found in PATH. Install it, or give its path.", exception.Message);
    }

    [Fact]
    public async Task TryGetCurrentState_ByInstance_HasItsLatest()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "job", "."));
        await application.StateAsync("job", KnownResourceStates.Running);
        var id = application.Notifications.Latest("job").Single().ResourceId;

        Assert.True(application.Notifications.TryGetCurrentState(id, out var found));
        Assert.Equal("Running", found.Snapshot.State?.Text);
        Assert.False(application.Notifications.TryGetCurrentState("job-zzzzzzzz", out _));
    }

    [Fact]
    public async Task Parameters_OfARun_AreRunningAndMaskedWhereSecret()
    {
        await using var application = await TestApplication.StartAsync(builder =>
        {
            builder.AddParameter("colour", "blue");
            builder.AddParameter("word", "hush", secret: true);
        });

        var colour = await application.StateAsync("colour", KnownResourceStates.Running);
        var word = await application.StateAsync("word", KnownResourceStates.Running);

        Assert.Contains(colour.Properties, property => property is { Name: "Value", Value: "blue", IsSensitive: false });
        Assert.Contains(word.Properties, property => property is { Name: "Value", Value: "hush", IsSensitive: true });
    }
}
