using System.Globalization;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Tests.Hosting.Engine.Endpoints;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.Replicas;

/// <summary>Who gets connections when. The test listens in the place of the replicas, so that none of them ever refuses one.</summary>
public sealed class ReplicaTrafficTests
{
    [Fact]
    public async Task Stop_OfAReplica_TakesItOutOfTheRotationBeforeItIsAskedToEnd()
    {
        var end = new TaskCompletionSource();
        await using var application = await TestApplication.StartAsync(builder => builder.AddWeb(2).WithHttpEndpoint(env: "PORT"));
        var ids = await application.RunningAsync(2);
        using var stopping = Listener(application, ids[0]);
        using var other = Listener(application, ids[1]);
        var asked = application.Launcher.Of(ids[0])!;
        asked.OnStop = _ => end.Task;

        var stop = application.CommandAsync(ids[0], "stop");
        await asked.Asked.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);

        await AssertTakesAllAsync(application, other);
        end.SetResult();
        asked.Exit(0);
        await stop;
        await AssertTakesAllAsync(application, other);
        Assert.False(stopping.Poll(0, SelectMode.SelectRead));
    }

    [Fact]
    public async Task Stop_OfTheLastReplica_ClosesNewConnectionsWithoutAskingIt()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddWeb(1).WithHttpEndpoint(env: "PORT"));
        var id = (await application.RunningAsync(1)).Single();
        using var stopping = Listener(application, id);
        var asked = application.Launcher.Of(id)!;
        asked.OnStop = _ => Task.CompletedTask;

        var stop = application.CommandAsync(id, "stop");
        await asked.Asked.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
        using var caller = await CallAsync(application);

        Assert.Empty(await TestSockets.ReadToEndAsync(caller));
        Assert.False(stopping.Poll(0, SelectMode.SelectRead));
        asked.Exit(0);
        await stop;
    }

    [Fact]
    public async Task Exit_OfAReplica_TakesItOutOfTheRotationUntilItRunsAgain()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddWeb(2).WithHttpEndpoint(env: "PORT"));
        var ids = await application.RunningAsync(2);
        using var ended = Listener(application, ids[0]);
        using var other = Listener(application, ids[1]);

        application.Launcher.Of(ids[0])!.Exit(1);
        await application.StateAsync(ids[0], KnownResourceStates.Exited);
        await AssertTakesAllAsync(application, other);
        await application.CommandAsync(ids[0], "start");
        await application.RunningAsync(2);

        using var one = await CallAsync(application);
        using var two = await CallAsync(application);
        using var atOne = await TestSockets.AcceptAsync(ended);
        using var atTwo = await TestSockets.AcceptAsync(other);
    }

    [Fact]
    public async Task Replica_ThatIsNotHealthyYet_GetsNoConnectionsWhileAnotherIs()
    {
        await using var application = await TestApplication.StartAsync(builder =>
            builder.AddWeb(2).WithHttpEndpoint(env: "PORT").WithHttpHealthCheck("/health"));
        var ids = await application.RunningAsync(2);
        using var unwell = Listener(application, ids[0]);
        using var healthy = Listener(application, ids[1]);

        await PublishAsync(application, ids[0], HealthStatus.Unhealthy);
        await PublishAsync(application, ids[1], HealthStatus.Healthy);
        await AssertTakesAllAsync(application, healthy);
        await PublishAsync(application, ids[1], HealthStatus.Unhealthy);

        using var one = await CallAsync(application);
        using var two = await CallAsync(application);
        using var atOne = await TestSockets.AcceptAsync(unwell);
        using var atTwo = await TestSockets.AcceptAsync(healthy);
    }

    private static async Task AssertTakesAllAsync(TestApplication application, Socket listener)
    {
        for (var i = 0; i < 3; i++)
        {
            using var caller = await CallAsync(application);
            using var accepted = await TestSockets.AcceptAsync(listener);
        }
    }

    private static Task<Socket> CallAsync(TestApplication application) =>
        TestSockets.CallAsync(new Uri(application.Replicas()[0].Snapshot.Urls.Single().Url).Port);

    private static Socket Listener(TestApplication application, string id) =>
        TestSockets.Listener(int.Parse(application.Launcher.Of(id)!.Spec.Environment["PORT"], CultureInfo.InvariantCulture));

    private static Task PublishAsync(TestApplication application, string id, HealthStatus status) => application.Notifications.PublishUpdateAsync(
        application.Replicas()[0].Resource, id, snapshot => snapshot with { HealthReports = [snapshot.HealthReports.Single() with { Status = status }] });
}
