using System.Net;
using Microsoft.AspNetCore.Connections;

namespace BareKestrel;

/// <summary>What an answer says of its connection, made once for each.</summary>
internal sealed class BareConnection(ConnectionContext connection)
{
    public string Id { get; } = connection.ConnectionId;

    public string RemoteAddress { get; } = ((IPEndPoint)connection.RemoteEndPoint!).Address.ToString();

    public int RemotePort { get; } = ((IPEndPoint)connection.RemoteEndPoint!).Port;

    public string LocalAddress { get; } = ((IPEndPoint)connection.LocalEndPoint!).Address.ToString();

    public int LocalPort { get; } = ((IPEndPoint)connection.LocalEndPoint!).Port;

    public long Requests { get; set; }

    public static ConnectionDelegate Attach(ConnectionDelegate next) => connection =>
    {
        connection.Features.Set(new BareConnection(connection));
        return next(connection);
    };
}
