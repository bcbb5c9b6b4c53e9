using System.Net;
using System.Net.Sockets;

namespace EchoApp.Web.Pages;

internal static class PageAddress
{
    /// <summary>The URL of the echo as this visitor reaches it: the host they asked for, with the port of the echo.</summary>
    public static string Echo(HostString asked, int echoPort)
    {
        var host = IsPlain(asked.Host) ? asked.Host : "localhost";
        return $"http://{new HostString(host, echoPort)}";
    }

    /// <summary>A host is shown in commands that people copy to a shell: only names and addresses may stand there.</summary>
    private static bool IsPlain(string host) =>
        host.Length > 0 && (host.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_') || IsIPv6(host));

    private static bool IsIPv6(string host) =>
        host.StartsWith('[') && IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
}
