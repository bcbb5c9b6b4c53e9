using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EchoApp.AppHost;

internal static class PortConfigurationExtensions
{
    /// <summary>The port in configuration key <c>Ports:{name}</c>; 0 chooses a free one, where the application runs.</summary>
    /// <exception cref="DistributedApplicationException">The value is not a port.</exception>
    public static int GetPort(this IDistributedApplicationBuilder builder, string name, int defaultPort)
    {
        var value = builder.Configuration[$"Ports:{name}"];
        if (string.IsNullOrEmpty(value))
        {
            return defaultPort;
        }

        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port > IPEndPoint.MaxPort)
        {
            throw new DistributedApplicationException(
                $"Ports:{name} must be a port from 1 to 65535, or 0 for any free one, not '{value}'. For example --Ports:{name}={defaultPort}");
        }

        return port != 0 ? port : builder.ExecutionContext.IsRunMode ? FreePort() : defaultPort;
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
