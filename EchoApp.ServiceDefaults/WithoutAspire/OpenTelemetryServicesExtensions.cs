using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>The one entry point of OpenTelemetry.Extensions.Hosting, for feeds that do not carry that package.</summary>
public static class OpenTelemetryServicesExtensions
{
    /// <summary>The providers are singletons of the host's container: it builds, disposes and so flushes them.</summary>
    public static IOpenTelemetryBuilder AddOpenTelemetry(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, TelemetryHostedService>());
        return new HostedOpenTelemetryBuilder(services);
    }
}
