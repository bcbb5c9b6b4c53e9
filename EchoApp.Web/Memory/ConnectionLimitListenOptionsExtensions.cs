using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EchoApp.Web.Memory;

internal static class ConnectionLimitListenOptionsExtensions
{
    /// <summary>Counts the connections of this listener among all others.</summary>
    public static ListenOptions UseConnectionLimit(this ListenOptions listen)
    {
        var limit = listen.ApplicationServices.GetRequiredService<ConnectionLimit>();
        listen.Use(next => connection => limit.RunAsync(connection, next));
        return listen;
    }
}
