using EchoApp.Web.Memory;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EchoApp.Web.Wire;

internal static class WireListenOptionsExtensions
{
    /// <summary>
    /// Puts a <see cref="WireConnection"/> under every connection of this listener, unless it is one for HTTP/2 alone, whose bytes are frames.
    /// Without TLS a listener for both speaks HTTP/1.
    /// </summary>
    /// <param name="listen">The listener.</param>
    /// <param name="isShown">Whether what is recorded of it is shown and remembered.</param>
    public static ListenOptions UseWire(this ListenOptions listen, bool isShown)
    {
        var budget = listen.ApplicationServices.GetRequiredService<MemoryBudget>();
        listen.Use(next => connection =>
        {
            if (!listen.Protocols.HasFlag(HttpProtocols.Http1))
            {
                return next(connection);
            }

            var wire = new WireConnection(connection, isShown, budget);
            connection.Features.Set(wire);
            return wire.RunAsync(next);
        });
        return listen;
    }
}
