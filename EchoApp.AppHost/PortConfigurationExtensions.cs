using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EchoApp.AppHost;

internal static class PortConfigurationExtensions
{
    private static readonly string[] _names = ["Echo", "Pages"];
    private static readonly HashSet<int> _chosen = [];

    /// <summary>The port in configuration key <c>Ports:{name}</c>; 0 chooses a free one, where the application runs.</summary>
    /// <exception cref="DistributedApplicationException">The value is not a port.</exception>
    public static int GetPort(this IDistributedApplicationBuilder builder, string name, int defaultPort)
    {
        RefuseUnknown(builder);
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

    // A misspelled name would otherwise be taken for nothing at all.
    private static void RefuseUnknown(IDistributedApplicationBuilder builder)
    {
        foreach (var child in builder.Configuration.GetSection("Ports").GetChildren())
        {
            if (!_names.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                throw new DistributedApplicationException(
                    $"There is no Ports:{child.Key}; there are {string.Join(" and ", _names.Select(name => $"Ports:{name}"))}.");
            }
        }
    }

    // Chosen here rather than by the host: Aspire wants to be told the port of an endpoint that has no proxy.
    private static int FreePort()
    {
        while (true)
        {
            var port = Bind(IPAddress.Loopback, 0) ?? throw new DistributedApplicationException("There is no free port.");
            if (_chosen.Add(port) && (!Socket.OSSupportsIPv6 || Bind(IPAddress.IPv6Loopback, port) is not null))
            {
                return port;
            }
        }
    }

    private static int? Bind(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return ((IPEndPoint)socket.LocalEndPoint!).Port;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            // A machine whose kernel knows IPv6 but has no ::1.
            return port;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
