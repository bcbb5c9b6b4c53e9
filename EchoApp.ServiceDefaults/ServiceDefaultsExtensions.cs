namespace Microsoft.Extensions.Hosting;

/// <summary>What every service of the application shares, in the shape of Aspire's service defaults template.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Adds telemetry (when a collector is named) and the default health checks.</summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.ConfigureOpenTelemetry();
        builder.AddDefaultHealthChecks();
        return builder;
    }
}
