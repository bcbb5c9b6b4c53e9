using System.Net;
using EchoApp.Web.Logging;
using Microsoft.AspNetCore.HttpOverrides;

namespace EchoApp.Web.Access;

/// <summary>
/// Whose X-Forwarded-Proto, -Host and -Prefix the pages and the API go by: <c>TrustedProxies</c>, addresses and networks. The echo shows what came, and
/// goes by nothing.
/// </summary>
/// <param name="Headers">What is taken from whom; null where nobody is trusted.</param>
internal sealed record TrustedProxies(ForwardedHeadersOptions? Headers)
{
    private const string Key = "TrustedProxies";

    /// <exception cref="StartupException">One of them is neither.</exception>
    public static TrustedProxies Read(IConfiguration configuration)
    {
        var given = (configuration[Key] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (given.Length == 0)
        {
            return new TrustedProxies(Headers: null);
        }

        // The nearest proxy's word alone counts: what stands before it, its client may have written.
        var headers = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost | ForwardedHeaders.XForwardedPrefix };
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var entry in given)
        {
            headers.KnownIPNetworks.Add(Parse(entry));
        }

        return new TrustedProxies(headers);
    }

    private static System.Net.IPNetwork Parse(string text) =>
        IPAddress.TryParse(text, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
        : System.Net.IPNetwork.TryParse(text, out var network) ? network
        : throw new StartupException($"{Key}={LogText.Escape(text)}: it must be addresses or networks with commas between them, such as 10.0.0.0/8, 192.168.1.7.");
}
