using OpenTelemetry;

namespace Microsoft.Extensions.DependencyInjection;

internal sealed class HostedOpenTelemetryBuilder(IServiceCollection services) : IOpenTelemetryBuilder
{
    public IServiceCollection Services { get; } = services;
}
