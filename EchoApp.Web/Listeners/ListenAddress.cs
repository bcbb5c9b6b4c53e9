using System.Net;
using System.Net.Sockets;

namespace EchoApp.Web.Listeners;

/// <summary>One address to listen on; one that is not required is left out on a machine without its address family.</summary>
internal sealed record ListenAddress(IPAddress Address, bool Required)
{
    public bool IsWildcard => Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any);

    /// <summary>Where a process on this machine reaches a listener on this address.</summary>
    public IPAddress Reachable => !IsWildcard ? Address
        : Address.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Loopback : IPAddress.IPv6Loopback;
}
