namespace EchoApp.Web.Listeners;

/// <summary>Where the two listeners listen: <c>ECHO_PORT</c>, <c>PAGES_PORT</c>, <c>CAPTURE_PORT</c> (0 = any free port) and <c>Listen</c>.</summary>
/// <param name="EchoPort">Of the echo and bins.</param>
/// <param name="PagesPort">Of the pages.</param>
/// <param name="CapturePort">Another one of the echo and bins, for browsers, which refuse 6000; null for none.</param>
/// <param name="Addresses">Where all of them listen.</param>
internal sealed record ListenerSettings(PortSetting EchoPort, PortSetting PagesPort, PortSetting? CapturePort, IReadOnlyList<ListenAddress> Addresses)
{
    private const string CapturePortVariable = "CAPTURE_PORT";
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

        var capture = configuration[CapturePortVariable] is { Length: > 0 } ? PortSetting.Read(configuration, CapturePortVariable, 0) : null;
        if (capture is { Port: > 0 } && (capture.Port == echo.Port || capture.Port == pages.Port))
        {
            throw new StartupException($"{capture} and {(capture.Port == echo.Port ? echo : pages)}: each needs a port of its own. Change one of them (0 takes any free port).");
        }

        var listen = configuration["Listen"] ?? (IsInContainer(configuration) ? ListenAddressParser.Any : ListenAddressParser.Loopback);
        return new(echo, pages, capture, ListenAddressParser.Parse(listen));
    }

    public static bool IsInContainer(IConfiguration configuration) =>
        configuration[InContainer] is { } value && (value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase));
}
