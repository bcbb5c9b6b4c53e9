using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine;
using EchoApp.Hosting.Engine.Containers;
using EchoApp.Hosting.Engine.Processes;
using EchoApp.Tests.Hosting.Engine.Processes;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static EchoApp.Tests.Hosting.Engine.Containers.ContainerModel;

namespace EchoApp.Tests.Hosting.Engine.Containers;

/// <summary>How long containers and networks stay, on the real engine.</summary>
public sealed class ContainerLifetimeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string AppHostLabel => $"label={ContainerLabels.AppHost}={ContainerLabels.Hash(_directory.Path)}";

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task SessionContainer_AfterStop_IsGoneAndStartsAnew()
    {
        await ContainerEngine.RequireAsync();
        await using var application = await StartInAsync(_directory, builder => Shell(builder, "job", UntilTold));
        await application.StateAsync("job", KnownResourceStates.Running);
        var first = await ContainersAsync();

        await application.CommandAsync("job", "stop");
        Assert.Empty(await ContainersAsync());
        await application.CommandAsync("job", "start");
        await application.StateAsync("job", KnownResourceStates.Running);

        Assert.NotEqual(first, await ContainersAsync());
        await application.StopAsync();
        Assert.Empty(await ContainersAsync());
    }

    [Fact]
    public async Task SessionContainer_ThatDoesNotHeedSigterm_IsKilledWhenSomebodyHurries()
    {
        await ContainerEngine.RequireAsync();
        await using var application = await StartInAsync(_directory, builder => Shell(builder, "job", "trap '' INT TERM; echo ready; while :; do sleep 0.1; done"));
        await Eventually.TrueAsync(() => application.LinesAsync("job").GetAwaiter().GetResult().Contains("ready"), "it runs");

        var stopping = application.StopAsync();
        await application.StateAsync("job", KnownResourceStates.Stopping);
        var started = Stopwatch.GetTimestamp();
        await application.App.Services.GetRequiredService<RunEngine>().HurryAsync();
        await stopping;

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(8));
        Assert.Equal(128 + 9, application.Now("job").ExitCode);
        Assert.Empty(await ContainersAsync());
    }

    [Fact]
    public async Task PersistentContainer_IsKeptAndFoundAgainUntilItsConfigurationChanges()
    {
        await ContainerEngine.RequireAsync();
        void Declare(IDistributedApplicationBuilder builder, string mode) => Shell(builder, "job", "echo begun; " + UntilTold)
            .WithLifetime(ContainerLifetime.Persistent).WithEnvironment("MODE", mode).WithEndpoint(targetPort: 5432, name: "tcp");
        try
        {
            var first = await RunOnceAsync(builder => Declare(builder, "one"));
            Assert.Equal(first, await ContainersAsync("--filter", "status=running"));
            Assert.Empty(await NetworksAsync());

            Assert.Equal(first, await RunOnceAsync(builder => Declare(builder, "one")));
            await ContainerEngine.RunAsync("container", "stop", "-t", "1", first);
            Assert.Equal(first, await RunOnceAsync(builder => Declare(builder, "one")));

            var changed = await RunOnceAsync(builder => Declare(builder, "two"));
            Assert.NotEqual(first, changed);
            Assert.Equal(changed, await ContainersAsync());
        }
        finally
        {
            await ContainerEngine.RunAsync("container", "rm", "--force", "--volumes", $"job-{ContainerLabels.Hash(_directory.Path)}");
        }
    }

    [Fact]
    public async Task PersistentContainer_WhoseImageIsAlwaysPulled_IsMadeAnewWhenTheTagMeansAnotherImage()
    {
        await ContainerEngine.RequireAsync();
        var image = $"localhost:5050/echoapp-tests/job-{Guid.NewGuid():N}";
        void Declare(IDistributedApplicationBuilder builder) => builder.AddContainer("job", image).WithEntrypoint("sh").WithArgs("-c", UntilTold)
            .WithLifetime(ContainerLifetime.Persistent).WithImagePullPolicy(ImagePullPolicy.Always);
        try
        {
            await PushAsync(image, "one");
            var first = await RunOnceAsync(Declare);
            Assert.Equal(first, await RunOnceAsync(Declare));

            await PushAsync(image, "another");

            Assert.NotEqual(first, await RunOnceAsync(Declare));
        }
        finally
        {
            await ContainerEngine.RunAsync("container", "rm", "--force", "--volumes", $"job-{ContainerLabels.Hash(_directory.Path)}");
            await ContainerEngine.RunAsync("image", "rm", "--force", image);
        }
    }

    [Fact]
    public async Task PersistentContainer_ThatWasStoppedInANetworkThatIsGone_StartsAgain()
    {
        await ContainerEngine.RequireAsync();
        void Declare(IDistributedApplicationBuilder builder) => Shell(builder, "job", UntilTold).WithLifetime(ContainerLifetime.Persistent);
        try
        {
            var first = await RunOnceAsync(Declare);
            var lost = await ContainerEngine.RunAsync("network", "create", "--label", $"{ContainerLabels.AppHost}=x", $"echoapp-test-{Guid.NewGuid():N}");
            await ContainerEngine.RunAsync("network", "connect", lost, first);
            await ContainerEngine.RunAsync("container", "stop", "-t", "1", first);
            await ContainerEngine.RunAsync("network", "rm", lost);

            Assert.Equal(first, await RunOnceAsync(Declare));
        }
        finally
        {
            await ContainerEngine.RunAsync("container", "rm", "--force", "--volumes", $"job-{ContainerLabels.Hash(_directory.Path)}");
        }
    }

    [Fact]
    public async Task Leavings_OfADeadOwner_AreRemovedAtTheNextStartAndThoseOfALiveOneKept()
    {
        await ContainerEngine.RequireAsync();
        var dead = ContainerLabels.ThisOwner.Replace($"{Environment.ProcessId}@", $"{int.MaxValue}@", StringComparison.Ordinal);
        var deadNetwork = await ContainerEngine.RunAsync(["network", "create", .. Labels(dead), $"echoapp-test-{Guid.NewGuid():N}"]);
        var deadContainer = await MakeAsync([.. Labels(dead), "--network", deadNetwork]);
        var persistent = await MakeAsync(["--network", deadNetwork]);
        var alive = await MakeAsync(Labels(ContainerLabels.ThisOwner));
        try
        {
            await ContainerEngine.RunAsync("container", "start", persistent);

            await RunOnceAsync(builder => Shell(builder, "job", UntilTold));

            Assert.False(await IsThereAsync(deadContainer));
            Assert.Empty(await ContainerEngine.RunAsync("network", "ls", "--quiet", "--filter", $"id={deadNetwork}"));
            Assert.True(await IsThereAsync(alive));
            Assert.True(await IsThereAsync(persistent));
        }
        finally
        {
            await ContainerEngine.RunAsync("container", "rm", "--force", "--volumes", deadContainer, persistent, alive);
            await ContainerEngine.RunAsync("network", "rm", deadNetwork);
        }
    }

    [Fact]
    public async Task Watchdog_WhoseInputCloses_RemovesSessionContainersAndNetworksAndKeepsPersistentContainers()
    {
        await ContainerEngine.RequireAsync();
        Assert.SkipUnless(ProcessGroup.Supported, "There is no setsid here.");
        await using var application = await StartInAsync(_directory, builder =>
        {
            Shell(builder, "job", UntilTold);
            Shell(builder, "kept", UntilTold).WithLifetime(ContainerLifetime.Persistent);
        });
        var kept = $"kept-{ContainerLabels.Hash(_directory.Path)}";
        try
        {
            await application.StateAsync("job", KnownResourceStates.Running);
            await application.StateAsync("kept", KnownResourceStates.Running);
            var watchdog = application.App.Services.GetRequiredService<Watchdog>();
            var shell = watchdog.ShellId!.Value;

            // What the kernel does to the pipe when the host is killed.
            watchdog.Dispose();

            await Eventually.TrueAsync(() => NetworksAsync().GetAwaiter().GetResult().Length == 0, "the network is removed");
            Assert.Equal(await ContainerEngine.RunAsync("container", "ls", "--quiet", "--no-trunc", "--filter", $"name={kept}"), await ContainersAsync());
            await Eventually.TrueAsync(() => !ProcessTable.IsAlive(shell), "the shell ends");
        }
        finally
        {
            await ContainerEngine.RunAsync("container", "rm", "--force", "--volumes", kept);
        }
    }

    [Fact]
    public async Task TwentyStartsAndStops_LeaveNothing()
    {
        await ContainerEngine.RequireAsync();
        var command = Command(_directory, $"export ECHOAPP_TEST_LEAK={_directory.Path}");
        for (var i = 0; i < 20; i++)
        {
            await using var application = await StartInAsync(_directory, builder => Shell(builder, "job", UntilTold), command);
            await application.StateAsync("job", KnownResourceStates.Running);
        }

        Assert.Empty(await ContainersAsync());
        Assert.Empty(await NetworksAsync());
        Assert.Empty(ProcessTable.WithVariable("ECHOAPP_TEST_LEAK", _directory.Path));
    }

    private string[] Labels(string owner) =>
        ["--label", $"{ContainerLabels.AppHost}={ContainerLabels.Hash(_directory.Path)}", "--label", $"{ContainerLabels.Owner}={owner}"];

    private static Task<string> MakeAsync(string[] options) => ContainerEngine.RunAsync(
        ["container", "create", .. options, "--entrypoint", "sleep", $"{ContainerEngine.Image}:{ContainerEngine.Tag}", "600"]);

    /// <summary>Pushes an image that differs by a label, and forgets it here.</summary>
    private static async Task PushAsync(string image, string label)
    {
        var made = await MakeAsync([]);
        await ContainerEngine.RunAsync("container", "commit", "--change", $"LABEL made={label}", made, image);
        await ContainerEngine.RunAsync("container", "rm", "--volumes", made);
        await ContainerEngine.RunAsync("push", "--quiet", image);
    }

    private Task<string> ContainersAsync(params string[] options) =>
        ContainerEngine.RunAsync(["container", "ls", "--all", "--quiet", "--no-trunc", "--filter", AppHostLabel, .. options]);

    private Task<string> NetworksAsync() => ContainerEngine.RunAsync("network", "ls", "--quiet", "--filter", AppHostLabel);

    /// <returns>The id of the container of the resource 'job'.</returns>
    private async Task<string> RunOnceAsync(Action<IDistributedApplicationBuilder> declare)
    {
        await using var application = await StartInAsync(_directory, declare);
        var running = await application.SnapshotAsync("job", snapshot => snapshot.State?.Text is "Running" or "FailedToStart");
        Assert.True(running.State?.Text == "Running", running.State?.Text == "Running" ? "" : Failure(running));
        return await ContainersAsync("--filter", "name=job");
    }
}
