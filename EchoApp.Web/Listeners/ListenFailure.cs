using System.Net;
using System.Net.Sockets;

namespace EchoApp.Web.Listeners;

internal static class ListenFailure
{
    public static StartupException Describe(PortSetting setting, IPAddress address, SocketException cause) => new(
        cause.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse =>
                $"{setting}: the port is already in use on {address}. Stop what listens there, or set {setting.Variable} to another port " +
                "(0 takes any free port).",
            SocketError.AccessDenied =>
                $"{setting}: not allowed to listen on this port. Set {setting.Variable} to a port above 1023.",
            SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported or SocketError.ProtocolFamilyNotSupported =>
                $"Listen: {address} is not an address of this machine. Use any, loopback, or one of its addresses.",
            _ => $"{setting}: cannot listen on {address}: {cause.SocketErrorCode}.",
        });
}
