using System.Net;
using System.Net.Sockets;
using System.Text;
using EchoApp.Hosting.Engine.Endpoints;
using Xunit;
using static EchoApp.Tests.Hosting.Engine.Endpoints.TestSockets;

namespace EchoApp.Tests.Hosting.Engine.Endpoints;

public sealed class EndpointProxyTests : IDisposable
{
    private readonly Socket _target = Listener();
    private readonly int _port = FreePorts.Next(new HashSet<int>(), ProtocolType.Tcp);

    public void Dispose() => _target.Dispose();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Proxy_OfAConnection_CarriesBytesBothWays(string address)
    {
        Assert.SkipWhen(address == "::1" && !HasIPv6Loopback(), "This machine has no ::1.");
        await using var proxy = Proxy();
        using var caller = await CallAsync(_port, address);
        using var instance = await _target.AcceptAsync(TestContext.Current.CancellationToken);

        await caller.SendAsync(Encoding.ASCII.GetBytes("ping"), TestContext.Current.CancellationToken);
        Assert.Equal("ping", await ReadAsync(instance, 4));
        await instance.SendAsync(Encoding.ASCII.GetBytes("pong"), TestContext.Current.CancellationToken);
        Assert.Equal("pong", await ReadAsync(caller, 4));
    }

    [Fact]
    public async Task Proxy_OfManyBytes_ChangesNone()
    {
        await using var proxy = Proxy();
        using var caller = await CallAsync(_port);
        using var instance = await _target.AcceptAsync(TestContext.Current.CancellationToken);
        var bytes = new byte[3_000_000];
        new Random(42).NextBytes(bytes);

        var sending = SendAllAsync(caller, bytes);
        var received = await ReadToEndAsync(instance);
        await sending;

        Assert.True(bytes.AsSpan().SequenceEqual(received));
    }

    [Fact]
    public async Task Proxy_OfAConnectionClosedOneWay_KeepsTheOtherWayOpen()
    {
        await using var proxy = Proxy();
        using var caller = await CallAsync(_port);
        using var instance = await _target.AcceptAsync(TestContext.Current.CancellationToken);

        await caller.SendAsync(Encoding.ASCII.GetBytes("question"), TestContext.Current.CancellationToken);
        caller.Shutdown(SocketShutdown.Send);
        Assert.Equal("question", Encoding.ASCII.GetString(await ReadToEndAsync(instance)));
        await instance.SendAsync(Encoding.ASCII.GetBytes("answer"), TestContext.Current.CancellationToken);
        instance.Shutdown(SocketShutdown.Send);

        Assert.Equal("answer", Encoding.ASCII.GetString(await ReadToEndAsync(caller)));
    }

    [Fact]
    public async Task Proxy_WhoseTargetIsDown_ClosesTheConnectionAndGoesOnWhenItIsUp()
    {
        var targetPort = FreePorts.Next(new HashSet<int> { _port }, ProtocolType.Tcp);
        await using var proxy = Proxy(targetPort);
        using (var refused = await CallAsync(_port))
        {
            Assert.Empty(await ReadToEndAsync(refused));
        }

        using var target = Listener(targetPort);
        using var caller = await CallAsync(_port);
        using var instance = await target.AcceptAsync(TestContext.Current.CancellationToken);
        await caller.SendAsync(Encoding.ASCII.GetBytes("ping"), TestContext.Current.CancellationToken);

        Assert.Equal("ping", await ReadAsync(instance, 4));
    }

    [Fact]
    public async Task Proxy_WhoseTargetResetsTheConnection_TellsTheCaller()
    {
        await using var proxy = Proxy();
        using var caller = await CallAsync(_port);
        var instance = await _target.AcceptAsync(TestContext.Current.CancellationToken);

        // A socket that is closed with unread bytes resets its connection.
        await caller.SendAsync(Encoding.ASCII.GetBytes("unread"), TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => instance.Available > 0, "the bytes have arrived");
        instance.LingerState = new LingerOption(true, 0);
        instance.Dispose();

        Assert.Empty(await ReadToEndAsync(caller));
    }

    [Fact]
    public async Task Proxy_WithSeveralTargets_TakesThemInTurn()
    {
        using var other = Listener();
        await using var proxy = Proxy(PortOf(_target), PortOf(other));
        using var first = await CallAsync(_port);
        using var second = await CallAsync(_port);

        using var one = await _target.AcceptAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
        using var two = await other.AcceptAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Proxy_WithATargetThatRefuses_TakesTheNextForTheSameConnection()
    {
        var nobody = FreePorts.Next(new HashSet<int> { _port }, ProtocolType.Tcp);
        await using var proxy = Proxy(nobody, PortOf(_target));

        for (var i = 0; i < 4; i++)
        {
            using var caller = await CallAsync(_port);
            using var instance = await AcceptAsync(_target);
            await caller.SendAsync(Encoding.ASCII.GetBytes("ping"), TestContext.Current.CancellationToken);
            Assert.Equal("ping", await ReadAsync(instance, 4));
        }
    }

    [Fact]
    public async Task Proxy_WithATargetThatIsNotReady_TakesTheOthersAndThatOneWhenTheyRefuse()
    {
        using var other = Listener();
        await using var proxy = Proxy(PortOf(_target));
        proxy.Targets.Add(new ProxyTarget(PortOf(other), () => false));

        for (var i = 0; i < 3; i++)
        {
            using var caller = await CallAsync(_port);
            using var instance = await AcceptAsync(_target);
        }

        _target.Dispose();
        using var last = await CallAsync(_port);
        using var fallback = await AcceptAsync(other);
    }

    [Fact]
    public async Task Proxy_WhoseTargetTakesNoMore_StillDeliversItsAnswer()
    {
        await using var proxy = Proxy();
        using var caller = await CallAsync(_port);
        var instance = await AcceptAsync(_target);
        await caller.SendAsync(new byte[100_000], TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => instance.Available > 0, "the bytes have arrived");

        // Closed with unread bytes, it resets the connection behind its answer; the caller goes on sending.
        await instance.SendAsync(Encoding.ASCII.GetBytes("413 too much"), TestContext.Current.CancellationToken);
        instance.Dispose();
        await caller.SendAsync(new byte[100_000], TestContext.Current.CancellationToken);

        Assert.Equal("413 too much", await ReadAsync(caller, 12));
    }

    [Fact]
    public async Task Dispose_WithOpenConnections_ClosesThemAndFreesThePort()
    {
        var proxy = Proxy();
        using var caller = await CallAsync(_port);
        using var instance = await _target.AcceptAsync(TestContext.Current.CancellationToken);

        await proxy.DisposeAsync().AsTask().WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
        await proxy.DisposeAsync();

        Assert.Empty(await ReadToEndAsync(caller));
        Assert.Empty(await ReadToEndAsync(instance));
        Assert.True(FreePorts.IsFree(_port, ProtocolType.Tcp));
    }

    [Fact]
    public void New_OnAPortThatIsTaken_ThrowsAndHoldsNothing()
    {
        var taken = PortOf(_target);

        Assert.Throws<SocketException>(() => new EndpointProxy(taken));

        _target.Dispose();
        Assert.True(FreePorts.IsFree(taken, ProtocolType.Tcp));
    }

    private EndpointProxy Proxy() => Proxy(PortOf(_target));

    private EndpointProxy Proxy(params int[] targetPorts)
    {
        var proxy = new EndpointProxy(_port);
        Array.ForEach(targetPorts, port => proxy.Targets.Add(Target(port)));
        return proxy;
    }

    private static ProxyTarget Target(int port) => new(port, () => true);

    private static bool HasIPv6Loopback()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
