using EchoApp.Web.Memory;
using EchoApp.Web.Wire;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace EchoApp.Web.Echo;

public static class EchoListenOptionsExtensions
{
    /// <summary>Makes every connection of this listener one whose requests are echoed.</summary>
    public static ListenOptions UseEchoConnections(this ListenOptions listen)
    {
        listen.UseConnectionLimit().UseWire(listen.ApplicationServices.GetRequiredService<IOptions<EchoOptions>>().Value.Wire);
        listen.Use(next => connection =>
        {
            connection.Features.Set(new EchoConnection(connection));
            return next(connection);
        });
        return listen;
    }
}
