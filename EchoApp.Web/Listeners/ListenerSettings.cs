namespace EchoApp.Web.Listeners;

/// <summary>Where the two listeners listen: <c>ECHO_PORT</c>, <c>PAGES_PORT</c> (0 = any free port) and <c>Listen</c>.</summary>
internal sealed record ListenerSettings(PortSetting EchoPort, PortSetting PagesPort, IReadOnlyList<ListenAddress> Addresses)
{
    private const string InContainer = "DOTNET_RUNNING_IN_CONTAINER";

    public static ListenerSettings Read(IConfiguration configuration)
    {
        var echo = PortSetting.Read(configuration, "ECHO_PORT", 6000);
        var pages = PortSetting.Read(configuration, "PAGES_PORT", 5000);
        if (echo.Port == pages.Port && echo.Port != 0)
        {
            throw new StartupException(
                $"{echo} and {pages}: the echo and the pages need a port each. Change one of them (0 takes any free port).");
        }

        var listen = configuration["Listen"] ?? (IsInContainer(configuration) ? ListenAddressParser.Any : ListenAddressParser.Loopback);
        return new(echo, pages, ListenAddressParser.Parse(listen));
    }

    public static bool IsInContainer(IConfiguration configuration) =>
        configuration[InContainer] is { } value && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));
}
