using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace EchoApp.Web.Pages;

/// <summary>What the home page shows: where the echo is, the request that asked for the page, and the process that answers.</summary>
/// <param name="Echo">The URL of the echo, without a slash at its end.</param>
/// <param name="EchoPort">Its port.</param>
/// <param name="Remote">Where the request came from.</param>
/// <param name="Target">Of its request line, as sent.</param>
/// <param name="Fields">Its header fields, as sent.</param>
/// <param name="Facts">Of the process.</param>
internal sealed record HomeModel(string Echo, int EchoPort, string Remote, string Target, IReadOnlyList<(string Name, string Value)> Fields, IReadOnlyList<(string Name, string Value)> Facts)
{
    /// <summary>Whether browsers refuse to go to the echo: WHATWG Fetch, section 2.9, "bad port".</summary>
    public bool IsForOtherClients => BrowserPorts.Refuses(EchoPort);

    public static HomeModel Of(HttpContext context, Instance instance) => new(
        instance.EchoUrl.Of(context.Request.Host),
        instance.EchoUrl.Port,
        RemoteOf(context.Connection),
        context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "",
        [.. SentFields.Of(context)],
        [
            ("Version", ProductVersion.Short),
            ("Up for", UptimeText.Format(instance.Uptime)),
            ("Echo on", instance.EchoAddresses),
            ("Pages on", instance.PagesAddresses),
            ("Runs in", instance.Place),
            ("Host", instance.Host),
            ("Runtime", instance.Runtime),
        ]);

    private static string RemoteOf(ConnectionInfo connection) => connection.RemoteIpAddress is { } address
        ? new IPEndPoint(address, connection.RemotePort).ToString()
        : "an unknown address";
}
