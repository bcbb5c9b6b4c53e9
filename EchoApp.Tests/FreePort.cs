using System.Net;
using System.Net.Sockets;

namespace EchoApp.Tests;

internal static class FreePort
{
    /// <summary>A port of the loopback addresses that nobody listens on just now.</summary>
    public static int Choose()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
