using System.Net;
using System.Net.Sockets;

namespace EchoApp.Hosting.Engine.Endpoints;

/// <summary>Asks the system about ports of the loopback addresses.</summary>
internal static class FreePorts
{
    /// <summary>Whether somebody could listen on the port now, on IPv4 and on IPv6 where there is IPv6.</summary>
    public static bool IsFree(int port, ProtocolType protocol) =>
        CanBind(IPAddress.Loopback, port, protocol) && (!Socket.OSSupportsIPv6 || CanBind(IPAddress.IPv6Loopback, port, protocol));

    /// <summary>Whether somebody could listen on the TCP port of this address now.</summary>
    public static bool IsFree(IPAddress address, int port) => CanBind(address, port, ProtocolType.Tcp);

    /// <summary>A port that is free on both loopback addresses and not among <paramref name="taken"/>.</summary>
    public static int Next(IReadOnlySet<int> taken, ProtocolType protocol)
    {
        while (true)
        {
            using var socket = NewSocket(IPAddress.Loopback, protocol);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
            socket.Close();
            if (!taken.Contains(port) && IsFree(port, protocol))
            {
                return port;
            }
        }
    }

    private static bool CanBind(IPAddress address, int port, ProtocolType protocol)
    {
        using var socket = NewSocket(address, protocol);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            // A machine whose kernel knows IPv6 but has no ::1.
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }

    private static Socket NewSocket(IPAddress address, ProtocolType protocol) =>
        new(address.AddressFamily, protocol == ProtocolType.Udp ? SocketType.Dgram : SocketType.Stream, protocol);
}
