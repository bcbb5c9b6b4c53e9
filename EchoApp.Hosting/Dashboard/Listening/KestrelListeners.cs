using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EchoApp.Hosting.Dashboard.Listening;

internal static class KestrelListeners
{
    public static void Listen(this KestrelServerOptions kestrel, IEnumerable<Listener> listeners)
    {
        foreach (var listener in listeners)
        {
            if (listener.Url.IsLocalhost)
            {
                kestrel.ListenLocalhost(listener.Url.Port, Configure);
            }
            else if (listener.Url.Address is { } address && !address.Equals(IPAddress.Any))
            {
                kestrel.Listen(address, listener.Url.Port, Configure);
            }
            else
            {
                kestrel.ListenAnyIP(listener.Url.Port, Configure);
            }

            void Configure(ListenOptions options)
            {
                options.Protocols = listener.Kind == ListenerKind.OtlpGrpc ? HttpProtocols.Http2
                    : listener.Certificate is null ? HttpProtocols.Http1
                    : HttpProtocols.Http1AndHttp2;
                if (listener.Certificate is { } certificate)
                {
                    options.UseHttps(certificate);
                }
            }
        }
    }
}
