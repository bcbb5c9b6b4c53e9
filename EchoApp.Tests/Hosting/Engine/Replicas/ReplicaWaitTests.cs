using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.Replicas;

public sealed class ReplicaWaitTests
{
    [Fact]
    public async Task WaitFor_Replicas_WaitsForTheLastOfThem()
    {
        var release = new TaskCompletionSource();
        await using var application = await StartAsync(builder => builder.AddExecutable("job", "job", ".").WaitFor(builder.AddWeb()), release);

        await application.StatesAsync("Running", "Running", "Starting");
        await application.StateAsync("job", KnownResourceStates.Waiting);
        Assert.DoesNotContain("job", application.Launcher.Started);
        release.SetResult();

        await application.StateAsync("job", KnownResourceStates.Running);
    }

    [Fact]
    public async Task WaitFor_ReplicasOfWhichOneFails_FailsAndNamesThatOne()
    {
        var release = new TaskCompletionSource();
        await using var application = await StartAsync(builder => builder.AddExecutable("job", "job", ".").WaitFor(builder.AddWeb()), release);
        await application.StatesAsync("Running", "Running", "Starting");
        await application.StateAsync("job", KnownResourceStates.Waiting);
        var failing = application.Replicas().First(replica => replica.Snapshot.State?.Text == "Running").ResourceId;

        application.Launcher.Of(failing)!.Exit(3);
        await application.StateAsync("job", KnownResourceStates.FailedToStart);

        Assert.Equal(
            [$"!'job' was not started: it waits for 'web' to be healthy, but '{failing}' exited with code 3."], await application.LinesAsync("job"));
        release.SetResult();
    }

    [Fact]
    public async Task WaitForResourceHealthy_OfReplicasByName_IsOverWithTheFirstAndByIdWithThatOne()
    {
        var release = new TaskCompletionSource();
        await using var application = await StartAsync(builder => builder.AddWeb(), release);
        await application.StatesAsync("Running", "Running", "Starting");
        var last = application.Replicas().Single(replica => replica.Snapshot.State?.Text == "Starting").ResourceId;
        var lastIsHealthy = application.Notifications.WaitForResourceHealthyAsync(last, TestContext.Current.CancellationToken);

        var first = await application.Notifications.WaitForResourceHealthyAsync("web", TestContext.Current.CancellationToken)
            .WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);

        Assert.NotEqual(last, first.ResourceId);
        Assert.False(lastIsHealthy.IsCompleted);
        release.SetResult();
        Assert.Equal(last, (await lastIsHealthy.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken)).ResourceId);
    }

    // The third replica to start is held up until it is released.
    private static async Task<TestApplication> StartAsync(Action<IDistributedApplicationBuilder> declare, TaskCompletionSource release)
    {
        var starts = 0;
        var application = new TestApplication(declare);
        application.Launcher.OnStart["web"] = token => Interlocked.Increment(ref starts) == 3 ? release.Task.WaitAsync(token) : Task.CompletedTask;
        return await TestApplication.StartAsync(application);
    }
}
