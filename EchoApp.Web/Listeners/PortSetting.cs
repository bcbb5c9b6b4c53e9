using System.Globalization;
using System.Net;
using EchoApp.Web.Logging;

namespace EchoApp.Web.Listeners;

/// <summary>A port and the environment variable that sets it; 0 takes any free port.</summary>
internal sealed record PortSetting(string Variable, int Port)
{
    public static PortSetting Read(IConfiguration configuration, string variable, int defaultPort)
    {
        if (configuration[variable] is not { } text)
        {
            return new(variable, defaultPort);
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort)
        {
            return new(variable, port);
        }

        throw new StartupException(
            $"{variable}={LogText.Escape(text)}: not a port. Use a number from 1 to 65535, or 0 for any free port, " +
            string.Create(CultureInfo.InvariantCulture, $"or unset it for {defaultPort}."));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Variable}={Port}");
}
