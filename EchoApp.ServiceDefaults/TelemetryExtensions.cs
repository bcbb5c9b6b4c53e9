using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace Microsoft.Extensions.Hosting;

public static class TelemetryExtensions
{
    /// <summary>
    /// All that the instrumentation packages for the runtime, HTTP clients and ASP.NET Core would name and that is used here, but for
    /// Microsoft.AspNetCore.Routing: it counts the health requests, and nothing that the duration by route does not.
    /// </summary>
    private static readonly string[] _meters =
    [
        "System.Runtime",
        "System.Net.Http",
        "System.Net.NameResolution",
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Diagnostics",
        "Microsoft.AspNetCore.Server.Kestrel",
    ];

    /// <summary>
    /// Traces, metrics and logs over OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; without it nothing is registered,
    /// so no instrument and no activity source has a listener. The exporters read the other <c>OTEL_*</c> settings themselves.
    /// </summary>
    public static TBuilder ConfigureOpenTelemetry<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        if (!string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            AddExporters(builder);
        }

        return builder;
    }

    /// <summary>On its own, so that without a collector the telemetry assemblies are not even loaded.</summary>
    private static void AddExporters(IHostApplicationBuilder builder)
    {
        var own = builder.Environment.ApplicationName;
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = true;
        });
        builder.Services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter([.. _meters, own]))
            .WithTracing(tracing => tracing.AddServerSpans(builder.Configuration).AddSource("System.Net.Http", own))
            .UseOtlpExporter();
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, TelemetryEnd>());
    }
}
