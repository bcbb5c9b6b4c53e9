using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;
using static EchoApp.Tests.Hosting.Engine.Containers.ContainerModel;

namespace EchoApp.Tests.Hosting.Engine.Containers;

/// <summary>Containers on the real engine.</summary>
public sealed class ContainerTests
{
    [Fact]
    public async Task Container_ThatDoesItsWork_GivesItsLinesItsCodeAndIsGone()
    {
        await ContainerEngine.RequireAsync();
        await using var application = await StartAsync(builder => Shell(builder, "job", "echo out; echo $GREETING; echo wrong >&2; exit 3").WithEnvironment("GREETING", "a b\nc"));

        var ended = await application.Notifications.WaitForResourceAsync("job", e => e.Snapshot.State?.Text == KnownResourceStates.Exited, Cancel).WaitAsync(Eventually.Deadline, Cancel);

        Assert.Equal(3, ended.Snapshot.ExitCode);
        Assert.Equal(["!wrong", "a b c", "out"], (await application.LinesAsync("job")).Where(line => !line.StartsWith("Pulling", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        await application.StopAsync();
        Assert.Empty(await ContainerEngine.RunAsync("ps", "--all", "--quiet", "--filter", $"name={ended.ResourceId}"));
    }

    [Fact]
    public async Task Containers_WithEndpoints_AreReachedFromTheHostAndByNameFromEachOther()
    {
        await ContainerEngine.RequireAsync();
        EndpointReference? tcp = null;
        await using var application = await StartAsync(builder =>
        {
            var store = Postgres(builder, "store");
            Shell(builder, "client", "until pg_isready -h \"$STORE_HOST\" -p \"$STORE_PORT\"; do sleep 0.1; done; echo reached $STORE_TCP")
                .WithEnvironment("STORE_HOST", store.GetEndpoint("tcp").Property(EndpointProperty.Host))
                .WithEnvironment("STORE_PORT", store.GetEndpoint("tcp").Property(EndpointProperty.Port))
                .WithReference(store.GetEndpoint("tcp"));
            tcp = store.GetEndpoint("tcp");
        });

        await application.Notifications.WaitForResourceAsync("client", KnownResourceStates.Finished, Cancel).WaitAsync(Eventually.Deadline, Cancel);

        Assert.Contains("reached tcp://store:5432", await application.LinesAsync("client"));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", tcp!.Port, Cancel);
    }
}
