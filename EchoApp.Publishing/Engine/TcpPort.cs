using System.Net;
using System.Net.Sockets;

namespace EchoApp.Publishing.Engine;

public static class TcpPort
{
    /// <summary>
    /// Whether somebody listens there. Not, where the machine has no such address, or this user may not listen: who is to will say so, and an engine may
    /// where this user may not.
    /// </summary>
    public static bool IsTaken(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return false;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode == SocketError.AddressAlreadyInUse;
        }
    }
}
