using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace EchoApp.Web.Wire;

/// <summary>Tells a client that has only finished sending (<c>nc -N</c>, <c>shutdown(SHUT_WR)</c>) from one that is gone.</summary>
internal static class HalfClose
{
    // From <netinet/tcp.h> of Linux.
    private const int ProtocolTcp = 6;
    private const int OptionTcpInfo = 11;
    private const byte CloseWait = 8;

    /// <summary>
    /// Whether the peer has finished sending and an answer may still be sent. Told on Linux alone; elsewhere a client that finishes
    /// sending counts as gone, as it does for the server itself.
    /// </summary>
    public static bool IsHalfClosed(ConnectionContext connection)
    {
        if (!OperatingSystem.IsLinux() || connection.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
        {
            return false;
        }

        Span<byte> state = stackalloc byte[1];
        try
        {
            return socket.GetRawSocketOption(ProtocolTcp, OptionTcpInfo, state) == 1 && state[0] == CloseWait;
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}
