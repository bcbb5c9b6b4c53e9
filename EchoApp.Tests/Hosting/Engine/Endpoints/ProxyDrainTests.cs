using System.Net.Sockets;
using System.Text;
using EchoApp.Hosting.Engine.Endpoints;
using Xunit;
using static EchoApp.Tests.Hosting.Engine.Endpoints.TestSockets;

namespace EchoApp.Tests.Hosting.Engine.Endpoints;

/// <summary>Instances that come and go while callers are connected.</summary>
public sealed class ProxyDrainTests : IAsyncLifetime
{
    private readonly Socket _one = Listener();
    private readonly Socket _two = Listener();
    private readonly int _port = FreePorts.Next(new HashSet<int>(), ProtocolType.Tcp);
    private readonly EndpointProxy _proxy;
    private readonly InstanceTraffic _first;
    private readonly InstanceTraffic _second;

    public ProxyDrainTests()
    {
        _proxy = new EndpointProxy(_port);
        _first = Join(_one);
        _second = Join(_two);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _one.Dispose();
        _two.Dispose();
    }

    [Fact]
    public async Task Leave_OfAnInstance_LeavesItsConnectionsOpenAndSendsNewOnesElsewhere()
    {
        using var caller = await CallAsync(_port);
        using var instance = await ReachAsync(caller);

        _first.Leave();
        for (var i = 0; i < 3; i++)
        {
            using var later = await CallAsync(_port);
            using var elsewhere = await AcceptAsync(_two);
        }

        await SayAsync(caller, "rest");
        Assert.Equal("rest", await ReadAsync(instance, 4));
        await SayAsync(instance, "answer");
        Assert.Equal("answer", await ReadAsync(caller, 6));
    }

    [Fact]
    public async Task Leave_OfTheLastInstance_ClosesNewConnectionsAtOnce()
    {
        _first.Leave();
        _second.Leave();

        using var caller = await CallAsync(_port);

        Assert.Empty(await ReadToEndAsync(caller));
    }

    [Fact]
    public async Task End_OfAnInstanceWhoseCallersAreIdle_EndsTheirConnections()
    {
        using var caller = await CallAsync(_port);
        var instance = await ReachAsync(caller);

        instance.Dispose();
        _first.Dispose();

        Assert.Empty(await ReadToEndAsync(caller));
        await DrainAsync();
    }

    [Fact]
    public async Task End_OfAnInstance_StillDeliversAllThatItHasSent()
    {
        using var caller = await CallAsync(_port);
        var instance = await ReachAsync(caller);
        var answer = new byte[1_500_000];
        new Random(7).NextBytes(answer);

        // It fits into the buffers of the system: when it has been sent the caller has not read anything yet.
        await SendAllAsync(instance, answer).WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
        instance.Dispose();
        _first.Dispose();

        Assert.Equal(answer, await ReadToEndAsync(caller));
    }

    [Fact]
    public async Task Drain_WithAConnectionOpen_FreesThePortAndWaitsForItsEnd()
    {
        using var caller = await CallAsync(_port);
        using var instance = await ReachAsync(caller);

        var draining = _proxy.DrainAsync();
        Assert.True(FreePorts.IsFree(_port, ProtocolType.Tcp));
        await SayAsync(instance, "answer");
        Assert.Equal("answer", await ReadAsync(caller, 6));
        Assert.False(draining.IsCompleted);
        instance.Shutdown(SocketShutdown.Both);
        caller.Shutdown(SocketShutdown.Both);

        await draining.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Drain_AfterTheEndOfAnInstance_IsNotHeldUpByACallerWhoTakesNothing()
    {
        using var caller = await CallAsync(_port);
        using var instance = await ReachAsync(caller);
        while (instance.Poll(TimeSpan.FromMilliseconds(200), SelectMode.SelectWrite))
        {
            instance.Blocking = false;
            instance.Send(new byte[64 * 1024], SocketFlags.None, out _);
        }

        instance.Dispose();
        _first.Dispose();

        await DrainAsync();
    }

    // An instance may accept a connection before the proxy knows of it: a byte that comes through proves that it does.
    private async Task<Socket> ReachAsync(Socket caller)
    {
        var instance = await AcceptAsync(_one);
        await SayAsync(caller, "?");
        Assert.Equal("?", await ReadAsync(instance, 1));
        return instance;
    }

    private Task DrainAsync() => _proxy.DrainAsync().WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);

    private InstanceTraffic Join(Socket listener) => new([(_proxy.Targets, new ProxyTarget(PortOf(listener), () => true))]);

    private static async Task SayAsync(Socket socket, string text) =>
        await socket.SendAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
}
