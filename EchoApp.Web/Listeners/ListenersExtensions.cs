using EchoApp.Web.Echo;
using EchoApp.Web.Memory;
using EchoApp.Web.Wire;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace EchoApp.Web.Listeners;

internal static class ListenersExtensions
{
    public static WebApplicationBuilder AddListeners(this WebApplicationBuilder builder, ListenerSockets sockets)
    {
        builder.Services.AddSingleton(sockets);
        builder.Services.AddHostedService<ListenerAnnouncement>();
        builder.Services.AddTransient<IConfigureOptions<SocketTransportOptions>, InlineCompletions>();
        builder.WebHost
            .UseKestrelCore()
            .UseSockets(transport => transport.CreateBoundListenSocket = sockets.Take)
            .ConfigureKestrel(kestrel => Listen(kestrel, sockets));

        // A host may give addresses of its own; with listeners declared in code they would only raise warnings.
        foreach (var key in (string[])[WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey])
        {
            builder.WebHost.UseSetting(key, "");
        }

        return builder;
    }

    private static void Listen(KestrelServerOptions kestrel, ListenerSockets sockets)
    {
        kestrel.AddServerHeader = false;
        var isShown = kestrel.ApplicationServices.GetRequiredService<IOptions<EchoOptions>>().Value.Wire;
        foreach (var endPoint in sockets.Pages)
        {
            kestrel.Listen(endPoint, listen => listen.UseConnectionLimit().UseWire(isShown).Protocols = HttpProtocols.Http1);
        }

        foreach (var endPoint in sockets.Echo)
        {
            kestrel.Listen(endPoint, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.UseEchoConnections();
            });
        }
    }
}
