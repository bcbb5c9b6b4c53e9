using System.Net;

namespace EchoApp.Web.Access;

internal static class PagesUrl
{
    /// <summary>Where somebody at this machine reaches the pages, as <c>http://localhost:5000</c>.</summary>
    public static string Of(IPEndPoint listening) =>
        IPAddress.IsLoopback(listening.Address) || listening.Address.Equals(IPAddress.Any) || listening.Address.Equals(IPAddress.IPv6Any)
            ? $"http://localhost:{listening.Port.ToString(null as IFormatProvider)}"
            : $"http://{listening}";
}
