using System.Net;
using System.Net.Sockets;
using EchoApp.Publishing.Engine;

namespace EchoApp.AppHost.Ports;

/// <summary>The ports of this machine's loopback addresses.</summary>
internal static class LoopbackPort
{
    // Below the ports that systems give to outgoing connections, so that nobody takes one by chance before it is listened on; above 10080, which
    // browsers refuse. Each is given once before any is given again, and other processes are likely to begin elsewhere.
    private const int First = 10_100;
    private const int Count = 4_900;
    private static int _next = Random.Shared.Next(Count);

    /// <exception cref="DistributedApplicationException">There is none.</exception>
    public static int Choose()
    {
        for (var tried = 0; tried < Count; tried++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new DistributedApplicationException("There is no free port.");
    }

    public static bool IsFree(int port) => !TcpPort.IsTaken(IPAddress.Loopback, port) && !(Socket.OSSupportsIPv6 && TcpPort.IsTaken(IPAddress.IPv6Loopback, port));
}
