using System.Net;

namespace EchoApp.Tests.Http;

internal static class LoopbackExtensions
{
    /// <summary>The port of an address of this machine, on IPv4.</summary>
    public static IPEndPoint OnLoopback(this Uri uri) => new(IPAddress.Loopback, uri.Port);
}
