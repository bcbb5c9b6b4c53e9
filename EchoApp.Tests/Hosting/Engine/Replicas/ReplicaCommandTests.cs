using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.Replicas;

public sealed class ReplicaCommandTests
{
    [Fact]
    public async Task Command_ByAnInstancesId_ConcernsThatOneOnly()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddWeb());
        var ids = await application.RunningAsync();
        var first = application.Launcher.Of(ids[0]);

        Assert.True((await application.CommandAsync(ids[1], "stop")).Success);
        Assert.Equal(["Running", "Exited", "Running"], ids.Select(id => application.Now(id).State?.Text));
        Assert.True((await application.CommandAsync(ids[2], "restart")).Success);
        Assert.True((await application.CommandAsync(ids[1], "start")).Success);
        await application.RunningAsync();

        Assert.Equal(5, application.Launcher.Started.Count);
        Assert.Same(first, application.Launcher.Of(ids[0]));
    }

    [Fact]
    public async Task Restart_OfAReplica_KeepsItsIdAndTargetPort()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddWeb().WithHttpEndpoint(env: "PORT"));
        var ids = await application.RunningAsync();
        var before = application.Launcher.Of(ids[0])!;

        await application.CommandAsync(ids[0], "restart");
        await Eventually.TrueAsync(() => application.Launcher.Of(ids[0]) != before, "it was started again");

        Assert.Equal(before.Spec.Environment["PORT"], application.Launcher.Of(ids[0])!.Spec.Environment["PORT"]);
    }

    [Fact]
    public async Task Command_ByTheResourcesName_ConcernsAllThatCanTakeIt()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddWeb());
        var ids = await application.RunningAsync();
        application.Launcher.Of(ids[0])!.Exit(1);
        await application.StateAsync(ids[0], KnownResourceStates.Exited);

        var started = await application.CommandAsync("web", "start");
        await application.RunningAsync();
        var stopped = await application.CommandAsync("web", "stop");

        Assert.True(started.Success, started.ErrorMessage);
        Assert.True(stopped.Success, stopped.ErrorMessage);
        Assert.Equal(4, application.Launcher.Started.Count);
        Assert.Equal(["Exited", "Exited", "Exited"], application.States());
    }

    [Fact]
    public async Task Command_ThatNoReplicaCanTake_SaysSoOfOneOfThem()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddWeb());
        await application.RunningAsync();

        var result = await application.CommandAsync("web", "start");

        Assert.Matches("^'web-[a-z]{8}' is Running: the command 'start' cannot be given now\\.$", result.ErrorMessage);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rebuild_OfReplicas_StopsAllBuildsOnceAndStartsAll(bool byName)
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddWeb());
        var ids = await application.RunningAsync();
        var before = ids.Select(id => application.Launcher.Of(id)!).ToArray();

        var rebuilding = application.CommandAsync(byName ? "web" : ids[1], "rebuild");
        var build = await application.Launcher.InstanceAsync("web", 4);
        Assert.All(before, instance => Assert.True(instance.Asked.IsCompleted));
        build.Exit(0);

        Assert.True((await rebuilding).Success);
        await application.RunningAsync();
        Assert.Equal("build", build.Spec.Args[0]);
        Assert.Equal(7, application.Launcher.Started.Count);
    }

    [Fact]
    public async Task PublishUpdate_OfTheResource_IsEachInstances()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddWeb());
        await application.RunningAsync();

        await application.Notifications.PublishUpdateAsync(
            application.Replicas()[0].Resource, snapshot => snapshot with { Properties = [.. snapshot.Properties, new ResourcePropertySnapshot("colour", "blue")] });

        Assert.Equal(3, application.Replicas().Count);
        Assert.All(application.Replicas(), replica => Assert.Contains(replica.Snapshot.Properties, property => property.Name == "colour"));
    }
}
