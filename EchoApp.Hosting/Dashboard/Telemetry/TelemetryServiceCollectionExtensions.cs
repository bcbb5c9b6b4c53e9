using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Hosting.Dashboard.Telemetry;

internal static class TelemetryServiceCollectionExtensions
{
    public static IServiceCollection AddTelemetryStore(this IServiceCollection services) => services
        .AddSingleton(provider => provider.GetRequiredService<IConfiguration>().GetSection(TelemetryLimits.Section).Get<TelemetryLimits>() ?? new TelemetryLimits())
        .AddSingleton<TelemetryStore>();
}
