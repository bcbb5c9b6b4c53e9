using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;
using static EchoApp.Tests.Hosting.Engine.Containers.ContainerModel;

namespace EchoApp.Tests.Hosting.Engine.Containers;

/// <summary>Two applications on one volume, on the real engine.</summary>
public sealed class VolumeGuardTests : IAsyncDisposable
{
    private readonly string _volume = $"echoapp-test-{Guid.NewGuid():N}";

    public async ValueTask DisposeAsync() => await ContainerEngine.RunAsync("volume", "rm", "--force", _volume);

    [Fact]
    public async Task Volume_ThatAnotherApplicationWritesTo_IsRefusedUntilThatHasStopped()
    {
        await ContainerEngine.RequireAsync();
        await using var first = await StartAsync(Declare);
        await first.StateAsync("store", KnownResourceStates.Running);
        await using var second = await StartAsync(Declare);

        var failed = await second.StateAsync("store", KnownResourceStates.FailedToStart);

        Assert.Equal(
            $"the volume '{_volume}' is in use by the container '{NameOf(first, "store")}' of another AppHost (process {Environment.ProcessId}). "
            + "Two that write to it would ruin it: stop that one, or use another volume.",
            Failure(failed));
        Assert.False(await IsThereAsync(NameOf(second, "store")));
        Assert.Equal(KnownResourceStates.Running, first.Now("store").State?.Text);

        await first.StopAsync();
        await using var third = await StartAsync(Declare);
        await third.StateAsync("store", KnownResourceStates.Running);
    }

    [Fact]
    public async Task Volume_OfTwoApplicationsThatStartAtOnce_BelongsToOneOfThem()
    {
        await ContainerEngine.RequireAsync();
        var applications = await Task.WhenAll(StartAsync(Declare), StartAsync(Declare));
        await using var one = applications[0];
        await using var other = applications[1];

        var states = await Task.WhenAll(applications.Select(application => application.SnapshotAsync("store", HasBegun)));

        Assert.Equal([KnownResourceStates.FailedToStart, KnownResourceStates.Running], states.Select(state => state.State!.Text).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Volume_ThatSomebodysContainerWritesTo_IsRefusedByItsName()
    {
        await ContainerEngine.RequireAsync();
        var name = $"echoapp-test-{Guid.NewGuid():N}";
        await ContainerEngine.RunAsync(
            "run", "--detach", "--name", name, "--volume", $"{_volume}:/data", "--entrypoint", "sh", $"{ContainerEngine.Image}:{ContainerEngine.Tag}", "-c", UntilTold);
        try
        {
            await using var application = await StartAsync(Declare);

            var failed = await application.StateAsync("store", KnownResourceStates.FailedToStart);

            Assert.StartsWith($"the volume '{_volume}' is in use by the container '{name}'. ", Failure(failed), StringComparison.Ordinal);
        }
        finally
        {
            await ContainerEngine.RunAsync("container", "rm", "--force", "--volumes", name);
        }
    }

    [Fact]
    public async Task Volume_ThatIsOnlyReadOrSharedWithinOneApplication_IsGiven()
    {
        await ContainerEngine.RequireAsync();
        await using var first = await StartAsync(builder =>
        {
            Declare(builder);
            Shell(builder, "backup", UntilTold).WithVolume(_volume, "/data");
        });
        await using var reader = await StartAsync(builder => Shell(builder, "store", UntilTold).WithVolume(_volume, "/data", isReadOnly: true));

        await first.StateAsync("store", KnownResourceStates.Running);
        await first.StateAsync("backup", KnownResourceStates.Running);
        await reader.StateAsync("store", KnownResourceStates.Running);
    }

    private static bool HasBegun(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == KnownResourceStates.Running || snapshot.State?.Text == KnownResourceStates.FailedToStart;

    private void Declare(IDistributedApplicationBuilder builder) => Shell(builder, "store", UntilTold).WithVolume(_volume, "/data");
}
