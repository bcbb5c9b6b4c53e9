using System.Net;
using EchoApp.Web.Wire;
using Microsoft.AspNetCore.Connections;

namespace EchoApp.Web.Echo;

/// <summary>Marks a connection as one to echo, and holds what its requests share: the socket's ends, and their count.</summary>
internal sealed class EchoConnection(ConnectionContext connection)
{
    private int _requests;

    public string Id { get; } = connection.ConnectionId;

    public string? RemoteAddress { get; } = Address(connection.RemoteEndPoint);

    public int? RemotePort { get; } = (connection.RemoteEndPoint as IPEndPoint)?.Port;

    public string? LocalAddress { get; } = Address(connection.LocalEndPoint);

    public int? LocalPort { get; } = (connection.LocalEndPoint as IPEndPoint)?.Port;

    /// <summary>What is recorded of its bytes; null when that is not to be shown.</summary>
    public WireRecorder? Wire => Transport is { IsShown: true } ? Transport.Recorder : null;

    /// <summary>What its bytes come through; null over HTTP/2.</summary>
    public WireConnection? Transport { get; } = connection.Features.Get<WireConnection>();

    /// <summary>Counts one more request; the first is number 1. HTTP/2 streams count at the same time.</summary>
    public int NextRequest() => Interlocked.Increment(ref _requests);

    /// <summary>An IPv4 peer of a dual-stack socket is shown as IPv4, not as <c>::ffff:192.0.2.1</c>.</summary>
    private static string? Address(EndPoint? endPoint) => endPoint switch
    {
        IPEndPoint { Address.IsIPv4MappedToIPv6: true } ip => ip.Address.MapToIPv4().ToString(),
        IPEndPoint ip => ip.Address.ToString(),
        _ => endPoint?.ToString(),
    };
}
