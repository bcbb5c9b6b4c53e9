using System.Globalization;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Endpoints;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.Replicas;

public sealed class ReplicaLifecycleTests
{
    [Fact]
    public async Task Start_OfReplicas_GivesEachItsOwnIdAndTargetPortBehindOneAddress()
    {
        await using var application = await TestApplication.StartAsync(builder =>
            builder.AddWeb().WithHttpEndpoint(name: "http").WithHttpEndpoint(name: "admin", env: "ADMIN_PORT"));

        var ids = await application.RunningAsync();

        Assert.Equal(3, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^web-[a-z]{8}$", id));
        var environments = ids.Select(id => application.Launcher.Of(id)!.Spec.Environment).ToArray();
        Assert.Equal(6, environments.SelectMany(variables => new[] { new Uri(variables["ASPNETCORE_URLS"]).Port, int.Parse(variables["ADMIN_PORT"], CultureInfo.InvariantCulture) }).Distinct().Count());
        Assert.Single(application.Replicas().Select(replica => string.Join(' ', replica.Snapshot.Urls.Select(url => url.Url))).Distinct());
    }

    [Fact]
    public async Task WithReplicas_CalledTwice_TakesTheLastCall()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddWeb().WithReplicas(2));

        await application.RunningAsync(2);
    }

    [Fact]
    public async Task Start_WhileSomethingHasNoSnapshotYet_StartsNothing()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var application = new TestApplication(builder =>
        {
            builder.AddWeb();
            builder.AddExecutable("last", "last", ".").WithUrls(_ =>
            {
                entered.SetResult();
                return release.Task;
            });
        });
        var starting = application.App.StartAsync(TestContext.Current.CancellationToken);

        await entered.Task.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
        Assert.Equal(["NotStarted", "NotStarted", "NotStarted"], application.States());
        release.SetResult();
        await starting;

        await application.RunningAsync();
    }

    [Fact]
    public async Task Start_OfReplicas_AsksForTheLinksOfTheResourceOnce()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddWeb()
            .WithUrl("http://localhost/").WithUrls(context => context.Urls.Single().Url += "admin/"));

        Assert.All(application.Replicas(), replica => Assert.Equal("http://localhost/admin/", Assert.Single(replica.Snapshot.Urls).Url));
    }

    [Fact]
    public async Task Exit_OfOneReplica_LeavesTheOthersAndTheApplicationRunning()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddWeb());
        var ids = await application.RunningAsync();

        application.Launcher.Of(ids[1])!.Exit(137);
        await application.StatesAsync("Exited", "Running", "Running");

        Assert.Equal(137, application.Now(ids[1]).ExitCode);
        Assert.False(application.Lifetime.ApplicationStopping.IsCancellationRequested);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 1)]
    public async Task Application_WhenAllReplicasHaveEnded_EndsWithTheWorstOfThem(int code, int exitCode)
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddWeb());
        var ids = await application.RunningAsync();

        application.Launcher.Of(ids[0])!.Exit(code);
        application.Launcher.Of(ids[1])!.Exit(0);
        application.Launcher.Of(ids[2])!.Exit(0);
        await application.EndedAsync();

        Assert.Equal(exitCode, application.ExitCode);
    }

    [Fact]
    public async Task Stop_OfTheApplication_StopsAllReplicasOfADependantBeforeThoseOfWhatItWaitedFor()
    {
        await using var application = new TestApplication(builder =>
            builder.AddProject<BuiltProject>("site").WithReplicas(2).WaitFor(builder.AddWeb(2)));
        application.Launcher.OnStop["site"] = _ => Task.CompletedTask;
        await application.App.StartAsync(TestContext.Current.CancellationToken);
        FakeInstance[] sites = [await application.Launcher.InstanceAsync("site"), await application.Launcher.InstanceAsync("site", 2)];
        await Task.WhenAll(sites.Select(site => application.StateAsync(site.Spec.InstanceId, KnownResourceStates.Running)));

        var stopping = application.StopAsync();
        await Task.WhenAll(sites.Select(site => site.Asked)).WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
        sites[0].Exit(0);
        await application.StateAsync(sites[0].Spec.InstanceId, KnownResourceStates.Exited);
        Assert.Equal(["Running", "Running"], application.States());
        sites[1].Exit(0);
        await stopping;

        Assert.Equal(["Exited", "Exited"], application.States());
    }

    [Fact]
    public async Task Stop_OfTheApplication_ClosesThePortsOfAResourceWhenItsTurnComes()
    {
        await using var application = new TestApplication(builder => builder.AddExecutable("job", "job", ".").WithHttpEndpoint()
            .WaitFor(builder.AddWeb(2).WithHttpEndpoint()));
        application.Launcher.OnStop["job"] = application.Launcher.OnStop["web"] = _ => Task.CompletedTask;
        await application.App.StartAsync(TestContext.Current.CancellationToken);
        var job = await application.Launcher.InstanceAsync("job");
        await application.StateAsync("job", KnownResourceStates.Running);
        var port = new Uri(application.Now("job").Urls.Single().Url).Port;
        var awaited = new Uri(application.Replicas()[0].Snapshot.Urls.Single().Url).Port;

        var stopping = application.StopAsync();
        await job.Asked.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
        Assert.True(FreePorts.IsFree(port, ProtocolType.Tcp));
        Assert.False(FreePorts.IsFree(awaited, ProtocolType.Tcp));
        job.Exit(0);
        await application.StatesAsync("Stopping", "Stopping");
        Assert.True(FreePorts.IsFree(awaited, ProtocolType.Tcp));
        foreach (var replica in application.Replicas())
        {
            application.Launcher.Of(replica.ResourceId)!.Exit(0);
        }

        await stopping;
    }

    [Fact]
    public async Task Stop_ThatFailsForOneReplica_StopsTheOthersAndWhatTheyWaitedFor()
    {
        var asked = 0;
        await using var application = new TestApplication(builder => builder.AddWeb().WaitFor(builder.AddExecutable("store", "store", ".")));
        application.Launcher.OnStop["web"] = instance =>
        {
            instance.Exit(0);
            return Interlocked.Increment(ref asked) == 1 ? throw new IOException("it bites") : Task.CompletedTask;
        };
        await application.App.StartAsync(TestContext.Current.CancellationToken);
        await application.RunningAsync();

        await application.StopAsync();

        Assert.Equal(["Exited", "Exited", "Exited"], application.States());
        Assert.True((await application.Launcher.InstanceAsync("store")).Asked.IsCompleted);
    }
}
