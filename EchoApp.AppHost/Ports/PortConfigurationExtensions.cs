using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;

namespace EchoApp.AppHost.Ports;

internal static class PortConfigurationExtensions
{
    private const string Section = "Ports";
    private const string Echo = nameof(Echo);
    private const string Pages = nameof(Pages);
    private const string PagesAddress = nameof(PagesAddress);
    private static readonly string[] _names = [Echo, Pages, PagesAddress];

    /// <summary>
    /// The ports in configuration keys <c>Ports:Echo</c> and <c>Ports:Pages</c>. 0 chooses a free one, where the application runs; so does the host of tests
    /// where the key is not given.
    /// </summary>
    /// <exception cref="DistributedApplicationException">A value is not a port, or the application is to run and the port is taken.</exception>
    public static (int Echo, int Pages) GetPorts(this IDistributedApplicationBuilder builder, int defaultEcho, int defaultPages)
    {
        RefuseUnknown(builder.Configuration);
        var echo = Read(builder.Configuration, Echo, defaultEcho);
        var pages = Read(builder.Configuration, Pages, defaultPages);
        if (echo == pages && echo != 0)
        {
            throw new DistributedApplicationException($"{Section}:{Echo} and {Section}:{Pages} are both {echo}. Give each a port of its own.");
        }

        return builder.ExecutionContext.IsRunMode
            ? (Free(Echo, echo), Free(Pages, pages))
            : (echo == 0 ? defaultEcho : echo, pages == 0 ? defaultPages : pages);
    }

    /// <summary>The address that a deployment publishes the pages on, <c>Ports:PagesAddress</c>: this machine's alone, unless it is said otherwise.</summary>
    /// <exception cref="DistributedApplicationException">It is none.</exception>
    public static IPAddress GetPagesAddress(this IDistributedApplicationBuilder builder) => builder.Configuration[$"{Section}:{PagesAddress}"] switch
    {
        null or "" => IPAddress.Loopback,
        var value when IPAddress.TryParse(value, out var address) => address,
        var value => throw new DistributedApplicationException(
            $"{Section}:{PagesAddress} must be an IP address of the machine that is deployed to, not '{value}'. For example --{Section}:{PagesAddress}=0.0.0.0 for all of them."),
    };

    // Chosen here rather than by Aspire, which wants to be told the port of an endpoint that has no proxy.
    private static int Free(string name, int port) => port == 0 ? LoopbackPort.Choose() : LoopbackPort.IsFree(port) ? port : throw Taken(name, port);

    private static int Read(ConfigurationManager configuration, string name, int defaultPort)
    {
        var value = configuration[$"{Section}:{name}"];
        if (string.IsNullOrEmpty(value))
        {
            return TestHost.Runs(configuration) ? 0 : defaultPort;
        }

        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort ? port : throw new DistributedApplicationException(
            $"{Section}:{name} must be a port from 1 to 65535, or 0 for any free one, not '{value}'. For example --{Section}:{name}={defaultPort}");
    }

    private static DistributedApplicationException Taken(string name, int port)
    {
        var airPlay = OperatingSystem.IsMacOS() && port == 5000 ? " (on macOS by AirPlay Receiver, unless that is switched off)" : "";
        return new DistributedApplicationException($"Port {port} is in use{airPlay}. Stop what listens there, or take another port: --{Section}:{name}=0 for any free one.");
    }

    // A misspelled name would otherwise be taken for nothing at all.
    private static void RefuseUnknown(ConfigurationManager configuration)
    {
        if (configuration.GetSection(Section).GetChildren().FirstOrDefault(child => !_names.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new DistributedApplicationException($"There is no {unknown.Path}; there are {string.Join(", ", _names.Select(name => $"{Section}:{name}"))}.");
        }
    }
}
