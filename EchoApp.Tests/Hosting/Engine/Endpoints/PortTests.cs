using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using EchoApp.Hosting.Engine.Endpoints;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.Endpoints;

public sealed class PortTests
{
    [Fact]
    public async Task Start_WithADeclaredPortInUse_NamesThePortAndTheProcess()
    {
        using var socket = Listen(IPAddress.Loopback);
        var port = PortOf(socket);

        var exception = await FailAsync(builder => builder.AddExecutable("job", "job", ".").WithHttpEndpoint(port: port, name: "web"));

        Assert.StartsWith(Invariant($"Port {port}, declared by endpoint 'web' of 'job', is in use by "), exception.Message, StringComparison.Ordinal);
        Assert.Contains(Invariant($"(process {Environment.ProcessId})"), exception.Message, StringComparison.Ordinal);
        Assert.EndsWith(". Stop what uses it, or declare another port.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithAnUnproxiedPortInUseOnIPv6_IsAnError()
    {
        Socket socket;
        try
        {
            socket = Listen(IPAddress.IPv6Loopback);
        }
        catch (SocketException)
        {
            Assert.Skip("This machine has no ::1.");
            return;
        }

        using (socket)
        {
            var port = PortOf(socket);
            var exception = await FailAsync(builder => builder.AddExecutable("job", "job", ".").WithHttpEndpoint(port: port, isProxied: false));
            Assert.StartsWith(Invariant($"Port {port}, declared by endpoint 'http' of 'job', is in use"), exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Start_WithATargetPortInUse_IsAnError()
    {
        using var socket = Listen(IPAddress.Loopback);
        var port = PortOf(socket);

        var exception = await FailAsync(builder => builder.AddExecutable("job", "job", ".").WithHttpEndpoint(targetPort: port));

        Assert.StartsWith(Invariant($"Port {port}, declared by endpoint 'http' of 'job', is in use"), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithSeveralPortsWrong_NamesThemAll()
    {
        using var one = Listen(IPAddress.Loopback);
        using var two = Listen(IPAddress.Loopback);

        var exception = await FailAsync(builder => builder.AddExecutable("job", "job", ".")
            .WithHttpEndpoint(port: PortOf(one), name: "a").WithHttpEndpoint(port: PortOf(two), name: "b"));

        Assert.Contains(Invariant($"Port {PortOf(one)},"), exception.Message, StringComparison.Ordinal);
        Assert.Contains(Invariant($"Port {PortOf(two)},"), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithAPortDeclaredTwice_NamesBothWhoDid()
    {
        var port = FreePorts.Next(new HashSet<int>(), ProtocolType.Tcp);

        var exception = await FailAsync(builder =>
        {
            builder.AddExecutable("one", "one", ".").WithHttpEndpoint(port: port, name: "a");
            builder.AddExecutable("two", "two", ".").WithHttpEndpoint(port: port, name: "b", isProxied: false);
        });

        Assert.Equal(
            Invariant($"Port {port} is declared by endpoint 'a' of 'one' and by endpoint 'b' of 'two'. Give each a port of its own."), exception.Message);
    }

    [Fact]
    public async Task Start_WithoutPorts_GivesEachEndpointPortsOfItsOwn()
    {
        await using var application = await TestApplication.StartAsync(builder =>
        {
            for (var i = 0; i < 20; i++)
            {
                builder.AddExecutable($"job{i}", "job", ".").WithHttpEndpoint(env: "PORT");
            }
        });

        var ports = new List<string>();
        for (var i = 0; i < 20; i++)
        {
            var instance = await application.Launcher.InstanceAsync($"job{i}");
            ports.Add(instance.Spec.Environment["PORT"]);
            ports.Add(new Uri(application.Now($"job{i}").Urls.Single().Url).Port.ToString(CultureInfo.InvariantCulture));
        }

        Assert.Equal(40, ports.Distinct().Count());
    }

    [Fact]
    public async Task Start_WithAProxiedEndpoint_CarriesCallersToTheTargetPort()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "job", ".").WithHttpEndpoint(env: "PORT"));
        var instance = await application.Launcher.InstanceAsync("job");
        using var target = new TcpListener(IPAddress.Loopback, int.Parse(instance.Spec.Environment["PORT"], CultureInfo.InvariantCulture));
        target.Start();

        using var caller = new TcpClient();
        await caller.ConnectAsync("localhost", new Uri(application.Now("job").Urls.Single().Url).Port, TestContext.Current.CancellationToken);
        using var accepted = await target.AcceptTcpClientAsync(TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);

        Assert.True(accepted.Connected);
    }

    private static async Task<DistributedApplicationException> FailAsync(Action<IDistributedApplicationBuilder> declare)
    {
        await using var application = new TestApplication(declare);
        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() => application.App.StartAsync());
        Assert.Empty(application.Launcher.Started);
        return exception;
    }

    private static Socket Listen(IPAddress address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(address, 0));
        socket.Listen();
        return socket;
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
