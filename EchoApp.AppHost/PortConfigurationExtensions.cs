using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EchoApp.AppHost;

internal static class PortConfigurationExtensions
{
    private static readonly string[] _names = ["Echo", "Pages"];

    // Below the ports that systems give to outgoing connections, so that nobody takes one by chance before it is listened on; above 10080, which
    // browsers refuse. Each is given once before any is given again, and other processes are likely to begin elsewhere.
    private const int FirstFreePort = 10_100;
    private const int FreePorts = 4_900;
    private static int _next = Random.Shared.Next(FreePorts);

    /// <summary>
    /// The port in configuration key <c>Ports:{name}</c>. 0 chooses a free one, where the application runs; so does a host that randomises ports,
    /// as that of tests does, where the key is not given.
    /// </summary>
    /// <exception cref="DistributedApplicationException">The value is not a port.</exception>
    public static int GetPort(this IDistributedApplicationBuilder builder, string name, int defaultPort)
    {
        RefuseUnknown(builder);
        var value = builder.Configuration[$"Ports:{name}"];
        if (string.IsNullOrEmpty(value))
        {
            value = RandomizesPorts(builder) ? "0" : defaultPort.ToString(CultureInfo.InvariantCulture);
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

    // The key that Aspire's test host sets: it heeds it for endpoints with a proxy only.
    private static bool RandomizesPorts(IDistributedApplicationBuilder builder) =>
        bool.TryParse(builder.Configuration["DcpPublisher:RandomizePorts"], out var randomizes) && randomizes;

    // Chosen here rather than by the host: Aspire wants to be told the port of an endpoint that has no proxy.
    private static int FreePort()
    {
        for (var tried = 0; tried < FreePorts; tried++)
        {
            var port = FirstFreePort + (int)((uint)Interlocked.Increment(ref _next) % FreePorts);
            if (CanBind(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanBind(IPAddress.IPv6Loopback, port)))
            {
                return port;
            }
        }

        throw new DistributedApplicationException("There is no free port.");
    }

    private static bool CanBind(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException exception)
        {
            // A machine whose kernel knows IPv6 may have no ::1.
            return exception.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }
}
