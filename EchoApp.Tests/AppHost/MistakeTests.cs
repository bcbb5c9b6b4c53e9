using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace EchoApp.Tests.AppHost;

/// <summary>What is asked wrongly ends the AppHost before anything starts, with one line and code 1.</summary>
public sealed class MistakeTests
{
    [Theory]
    [InlineData("There is no Ports:Ecoh; there are Ports:Echo, Ports:Pages, Ports:PagesAddress.", "--Ports:Ecoh=6001")]
    [InlineData("Ports:Echo must be a port from 1 to 65535, or 0 for any free one, not 'six'. For example --Ports:Echo=6000", "--Ports:Echo=six")]
    [InlineData("Ports:Pages must be a port from 1 to 65535, or 0 for any free one, not '65536'. For example --Ports:Pages=5000", "--Ports:Echo=0", "--Ports:Pages", "65536")]
    [InlineData("Ports:Pages must be a port from 1 to 65535, or 0 for any free one, not '-1'. For example --Ports:Pages=5000", "--Ports:Echo=0", "--Ports:Pages=-1")]
    [InlineData("Ports:PagesAddress must be an IP address of the machine that is deployed to, not 'everywhere'. For example --Ports:PagesAddress=0.0.0.0 for all of them.", "--Ports:PagesAddress=everywhere")]
    [InlineData("Ports:Echo and Ports:Pages are both 12345. Give each a port of its own.", "--Ports:Echo=12345", "--Ports:Pages=12345")]
    [InlineData("Store must be container, embedded or auto, not 'postgres'. For example --Store=embedded", "--Ports:Echo=0", "--Ports:Pages=0", "--Store=postgres")]
    [InlineData("There is no Store:Imgae; there are Store:Image and Store:Volume.", "--Ports:Echo=0", "--Ports:Pages=0", "--Store:Imgae=x")]
    [InlineData("Store:Volume must be the name of a volume: a letter or digit, then letters, digits and _ . -; not '/data'. For example --Store:Volume=echoapp-store", "--Ports:Echo=0", "--Ports:Pages=0", "--Store:Volume=/data")]
    [InlineData("Store:Image must be the name of an image, as in registry.example.com/team/name:tag, not 'a:b:c'.", "--Ports:Echo=0", "--Ports:Pages=0", "--Store:Image=a:b:c")]
    [InlineData("Dashboard:Image must be the name of an image, as in registry.example.com/team/name:tag, not 'Not One!'.", "--Dashboard:Image=Not One!")]
    [InlineData("Parameters:store-password must have no single quotes, line ends or other control characters.", "--Ports:Echo=0", "--Ports:Pages=0", "--Store=auto", "--Parameters:store-password=it's")]
    [InlineData("ASPIRE_CONTAINER_RUNTIME must be docker or podman, not '/usr/bin/docker'.", "--Ports:Echo=0", "--Ports:Pages=0", "--Store=auto", "--ASPIRE_CONTAINER_RUNTIME=/usr/bin/docker")]
    [InlineData("Telemetry:TraceUrl must be an http or https URL with {traceId} in it, not 'https://dashboard.example/'. For example --Telemetry:TraceUrl=https://dashboard.example/traces/detail/{traceId}", "--Ports:Echo=0", "--Ports:Pages=0", "--Telemetry:TraceUrl=https://dashboard.example/")]
    [InlineData("Telemetry:TraceUrl must be an http or https URL with {traceId} in it, not 'ftp://a/{traceId}'. For example --Telemetry:TraceUrl=https://dashboard.example/traces/detail/{traceId}", "--Ports:Echo=0", "--Ports:Pages=0", "--Telemetry:TraceUrl=ftp://a/{traceId}")]
    [InlineData("There is no Telemetry:TraceUlr; there is Telemetry:TraceUrl.", "--Ports:Echo=0", "--Ports:Pages=0", "--Telemetry:TraceUlr=x")]
    [InlineData("Dashboard must be true or false, not 'maybe'. For example --Dashboard=false", "--Dashboard=maybe")]
    [InlineData("Parameters:registry-repository says nothing without the registry: --Parameters:registry-endpoint=HOST[:PORT]", "--Parameters:registry-repository=team")]
    [InlineData("Replicas must be a number from 1 to 4, not 'several'. For example --Replicas=3", "--Ports:Echo=0", "--Ports:Pages=0", "--Replicas=several")]
    [InlineData("Replicas must be a number from 1 to 4, not '5'. For example --Replicas=3", "--Ports:Echo=0", "--Ports:Pages=0", "--Replicas=5")]
    [InlineData("Replicas=2 needs a store that they can share: --Store=container", "--Ports:Echo=0", "--Ports:Pages=0", "--Store=embedded", "--Replicas=2")]
    [InlineData("Replicas=2 is for a run here: one service publishes its ports once. docs/store.md says how several are deployed behind a balancer.", "--operation", "publish", "--step", "publish", "--Replicas=2")]
    [InlineData("There is no registry to push to. Name one: --Parameters:registry-endpoint=HOST[:PORT]", "--operation", "publish", "--step", "push")]
    public async Task A_setting_that_makes_no_sense_is_one_clear_line(string message, params string[] args)
    {
        await using var appHost = AppHostProcess.Launch(args);

        Assert.Equal(1, await appHost.ExitAsync());
        Assert.Equal([$"error: {message}"], appHost.Error);
        Assert.Empty(appHost.Others());
    }

    [Theory]
    [InlineData("--Port:Echo=6001", "--Port:Echo=6001")]
    [InlineData("--Stroe=embedded", "--Stroe=embedded")]
    [InlineData("--Telemtry:TraceUrl=x", "--Telemtry:TraceUrl=x")]
    [InlineData("--dashbord", "--Ports:Echo=0", "--dashbord", "false")]
    [InlineData("--help", "--help")]
    [InlineData("-p", "-p", "6001")]
    [InlineData("publish", "publish")]
    [InlineData("6001", "--Ports:Echo=0", "6001")]
    public async Task An_argument_that_is_none_is_refused_with_those_that_are(string mistaken, params string[] args)
    {
        await using var appHost = AppHostProcess.Launch(args);

        Assert.Equal(1, await appHost.ExitAsync());
        Assert.StartsWith($"error: There is no {mistaken}. There are --Ports:Echo=PORT, ", Assert.Single(appHost.Error), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Echo", "Pages")]
    [InlineData("Pages", "Echo")]
    public async Task A_port_in_use_is_named_with_the_option_that_changes_it(string name, string other)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
        await using var appHost = AppHostProcess.Launch($"--Ports:{name}", port, $"--Ports:{other}=0");

        Assert.Equal(1, await appHost.ExitAsync());

        Assert.Equal([$"error: Port {port} is in use. Stop what listens there, or take another port: --Ports:{name}=0 for any free one."], appHost.Error);
        Assert.Empty(appHost.Others());
    }
}
