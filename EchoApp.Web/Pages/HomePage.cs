using System.Net;

namespace EchoApp.Web.Pages;

internal static class HomePage
{
    public static Html Render(HttpContext context, Instance instance)
    {
        var echo = instance.EchoUrl.Of(context.Request.Host);
        return PageLayout.Render("home", "EchoApp: what reaches a service over HTTP", "Point a client, a proxy or a webhook at EchoApp, and read back exactly what arrived.", Html.Of($"""
            <section class="hero">
            <div>
            <h1>Welcome to EchoApp</h1>
            <p class="lead">Point a client, a proxy or a webhook at it, and read back exactly what&nbsp;arrived.</p>
            </div>
            <div id="commands">
            {CommandBlock.Render($"curl {echo}/", $"curl '{echo}/a?b=c'", $"curl -d hi {echo}/")}
            <p class="note">{BrowserNote(echo, instance.EchoUrl.Port)}</p>
            </div>
            </section>
            <section class="split">
            <div>
            <h2>Your request</h2>
            <p>This is what your client sent to get this page, from {Remote(context.Connection)}.</p>
            </div>
            {RequestView.Render(context)}
            </section>
            <section class="split">
            <div>
            <h2>Everything here</h2>
            <p>The echo answers at {echo}; all else where this page is.</p>
            </div>
            <ul class="routes">
            {EchoRoute(echo, instance.EchoUrl.Port)}
            {Route("/login", "Log in, to read the bins: what is sent to /b/ on the echo is kept there")}
            {Route("/next", "From source to a registry, step by step")}
            {Route("/refused", "The last requests that were refused, and why; for this machine alone")}
            {Route("/health", "Ready: every health check")}
            {Route("/alive", "Live: the process answers")}
            {Route("/openapi/v1.json", "The API, as OpenAPI")}
            </ul>
            </section>
            <section class="split">
            <div>
            <h2>This instance</h2>
            <p>What is answering you.</p>
            </div>
            <dl class="facts">
            {Fact("Version", ProductVersion.Short)}
            {Fact("Up for", UptimeText.Format(instance.Uptime))}
            {Fact("Echo on", instance.EchoAddresses)}
            {Fact("Pages on", instance.PagesAddresses)}
            {Fact("Runs in", instance.Place)}
            {Fact("Host", instance.Host)}
            {Fact("Runtime", instance.Runtime)}
            </dl>
            </section>
            """));
    }

    private static Html BrowserNote(string echo, int port) => BrowserPorts.Refuses(port)
        ? Html.Of($"Browsers refuse port {port}, so the echo is for curl and every other client.")
        : Html.Of($"""Or open <a href="{echo}/">{echo}/</a> in the browser.""");

    /// <summary>A link where a browser would follow it; else the way to the commands that do reach it.</summary>
    private static Html EchoRoute(string echo, int port) => BrowserPorts.Refuses(port)
        ? Html.Of($"""<li><code>{echo}/</code><span>Echo: any method, any path, <a href="#commands">by curl</a></span></li>""")
        : Html.Of($"""<li><a href="{echo}/"><code>{echo}/</code></a><span>Echo: any method, any path</span></li>""");

    private static Html Route(string path, string text) =>
        Html.Of($"""<li><a href="{path}"><code>{path}</code></a><span>{text}</span></li>""");

    private static Html Fact(string name, string value) => Html.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    private static string Remote(ConnectionInfo connection) => connection.RemoteIpAddress is { } address
        ? new IPEndPoint(address, connection.RemotePort).ToString()
        : "an unknown address";
}
