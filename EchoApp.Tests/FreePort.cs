using System.Net;
using System.Net.Sockets;

namespace EchoApp.Tests;

internal static class FreePort
{
    // Below the ports that systems give to outgoing connections, and above those that the AppHost chooses from: nobody takes one before it is used.
    private const int First = 15_100;
    private const int Count = 15_000;
    private static int _next = Random.Shared.Next(Count);

    /// <summary>A port of the loopback addresses that nobody listens on just now. Each is given once before any is given again.</summary>
    public static int Choose()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Any, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken.
            }
        }
    }
}
