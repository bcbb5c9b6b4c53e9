using System.Net;
using System.Net.Sockets;
using EchoApp.Web;
using EchoApp.Web.Listeners;
using Xunit;

namespace EchoApp.Tests.Web.Listeners;

public sealed class ListenerSocketsTests
{
    private static readonly ListenAddress[] _loopback = [new(IPAddress.Loopback, true), new(IPAddress.IPv6Loopback, false)];

    [Fact]
    public void Open_PortZero_GivesTheSameFreePortOnEveryAddress()
    {
        using var sockets = ListenerSockets.Open(Settings(0, 0, _loopback));
        Assert.Single(sockets.Echo.Select(endPoint => endPoint.Port).Distinct());
        Assert.Single(sockets.Pages.Select(endPoint => endPoint.Port).Distinct());
        Assert.NotEqual(sockets.Echo[0].Port, sockets.Pages[0].Port);
    }

    [Fact]
    public void Open_TakenPort_NamesTheVariableAndTheFix()
    {
        using var taken = Taken();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var exception = Assert.Throws<StartupException>(() => ListenerSockets.Open(Settings(0, port, _loopback)));
        Assert.StartsWith($"PAGES_PORT={port}: the port is already in use on 127.0.0.1.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AnAddressOfAnotherMachine_SaysSo()
    {
        ListenAddress[] elsewhere = [new(IPAddress.Parse("203.0.113.9"), true)];
        var exception = Assert.Throws<StartupException>(() => ListenerSockets.Open(Settings(0, 0, elsewhere)));
        Assert.StartsWith("Listen: 203.0.113.9 is not an address of this machine.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AMissingAddressThatIsNotRequired_ListensOnTheRest()
    {
        ListenAddress[] partly = [new(IPAddress.Loopback, true), new(IPAddress.Parse("2001:db8::9"), false)];
        using var sockets = ListenerSockets.Open(Settings(0, 0, partly));
        Assert.Equal(IPAddress.Loopback, Assert.Single(sockets.Echo).Address);
    }

    private static ListenerSettings Settings(int echo, int pages, ListenAddress[] addresses) =>
        new(new("ECHO_PORT", echo), new("PAGES_PORT", pages), CapturePort: null, addresses);

    private static TcpListener Taken()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }
}
