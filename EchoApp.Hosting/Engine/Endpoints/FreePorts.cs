using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;

namespace EchoApp.Hosting.Engine.Endpoints;

/// <summary>Asks the system about ports of the loopback addresses.</summary>
internal static class FreePorts
{
    // Below the ports that systems give to outgoing connections, so that nobody takes one by chance before it is listened on. Each is given
    // once before any is given again, also to other applications of this process; other processes are likely to begin elsewhere.
    private const int First = 30_000;
    private const int Count = 2_700;
    private static int _next = Random.Shared.Next(Count);

    /// <summary>Whether somebody could listen on the port now, on IPv4 and on IPv6 where there is IPv6.</summary>
    public static bool IsFree(int port, ProtocolType protocol) =>
        CanBind(IPAddress.Loopback, port, protocol) && (!Socket.OSSupportsIPv6 || CanBind(IPAddress.IPv6Loopback, port, protocol));

    /// <summary>Whether somebody could listen on the TCP port of this address now.</summary>
    public static bool IsFree(IPAddress address, int port) => CanBind(address, port, ProtocolType.Tcp);

    /// <summary>A port that is free on both loopback addresses and not among <paramref name="taken"/>.</summary>
    /// <exception cref="DistributedApplicationException">There is none.</exception>
    public static int Next(IReadOnlySet<int> taken, ProtocolType protocol)
    {
        for (var tried = 0; tried < Count; tried++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            if (!taken.Contains(port) && IsFree(port, protocol))
            {
                return port;
            }
        }

        throw new DistributedApplicationException("There is no free port.");
    }

    /// <summary>A TCP port that is free on the address.</summary>
    /// <exception cref="DistributedApplicationException">There is none.</exception>
    public static int Next(IPAddress address)
    {
        var taken = new HashSet<int>();
        int port;
        while (!IsFree(address, port = Next(taken, ProtocolType.Tcp)))
        {
            taken.Add(port);
        }

        return port;
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
