namespace EchoApp.AppHost.Ports;

internal static class DashboardPortExtensions
{
    private static readonly string[] _keys = ["ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"];

    /// <summary>
    /// Gives the dashboard other ports where those of the launch profile are taken: by another AppHost, which would otherwise be shown behind the link of
    /// this one, and get its telemetry.
    /// </summary>
    public static IDistributedApplicationBuilder LeaveTakenDashboardPorts(this IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsRunMode)
        {
            foreach (var key in _keys)
            {
                if (builder.Configuration[key] is { Length: > 0 } urls)
                {
                    builder.Configuration[key] = string.Join(';', urls.Split(';').Select(Leave));
                }
            }
        }

        return builder;
    }

    private static string Leave(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Port > 0 && !LoopbackPort.IsFree(address.Port)
            ? new UriBuilder(address) { Port = LoopbackPort.Choose() }.Uri.GetLeftPart(UriPartial.Authority)
            : url;
}
