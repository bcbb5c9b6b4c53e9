using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EchoApp.Web.Echo;

public static class EchoListenOptionsExtensions
{
    /// <summary>Makes every connection of this listener one whose requests are echoed.</summary>
    public static ListenOptions UseEchoConnections(this ListenOptions listen)
    {
        listen.Use(next => connection =>
        {
            connection.Features.Set(new EchoConnection(connection));
            return next(connection);
        });
        return listen;
    }
}
