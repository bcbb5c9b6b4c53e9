using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Builder;
using EchoApp.Hosting.Engine.Endpoints;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.Endpoints;

/// <summary>The ports of containers, without an engine.</summary>
public sealed class ContainerPortTests
{
    [Fact]
    public void PersistentContainer_GetsTheSamePortsInEveryRunAndOthersInAnotherDirectory()
    {
        Assert.Equal(PortsIn("/one"), PortsIn("/one"));
        Assert.NotEqual(PortsIn("/one"), PortsIn("/two"));
        Assert.Distinct(PortsIn("/one"));
        Assert.All(PortsIn("/one"), port => Assert.InRange(port, 20_000, 29_999));
    }

    [Fact]
    public void DeclaredPort_InUse_IsRefusedForASessionContainerAndNotForAPersistentOne()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var builder = TestBuilder.Create();
        var store = builder.AddContainer("store", "redis").WithEndpoint(port: port, targetPort: 6379, name: "tcp");

        var refused = Assert.Throws<DistributedApplicationException>(() => Allocate(builder, "/one"));
        Assert.StartsWith($"Port {port}, declared by endpoint 'tcp' of 'store', is in use", refused.Message, StringComparison.Ordinal);

        store.WithLifetime(ContainerLifetime.Persistent);
        Allocate(builder, "/one");
        Assert.Equal(port, store.GetEndpoint("tcp").Port);
    }

    [Fact]
    public void TargetPort_OfAContainer_IsNotOneOfThisMachine()
    {
        var builder = TestBuilder.Create();
        var one = builder.AddContainer("one", "redis").WithEndpoint(targetPort: 6379, name: "tcp", isProxied: false);
        var two = builder.AddContainer("two", "redis").WithEndpoint(targetPort: 6379, name: "tcp", isProxied: false);

        Allocate(builder, "/one");

        Assert.Distinct([one.GetEndpoint("tcp").Port, two.GetEndpoint("tcp").Port, 6379]);
    }

    private static int[] PortsIn(string directory)
    {
        var builder = TestBuilder.Create();
        var store = builder.AddContainer("store", "redis").WithLifetime(ContainerLifetime.Persistent)
            .WithEndpoint(targetPort: 6379, name: "tcp").WithEndpoint(targetPort: 6380, name: "tls");
        Allocate(builder, directory);
        return [store.GetEndpoint("tcp").Port, store.GetEndpoint("tls").Port];
    }

    private static void Allocate(IDistributedApplicationBuilder builder, string directory) =>
        new EndpointAllocator(new AppHostProject(Assembly: null, directory), new ConfigurationManager()).AllocatePublicPorts(new DistributedApplicationModel([.. builder.Resources]));
}
