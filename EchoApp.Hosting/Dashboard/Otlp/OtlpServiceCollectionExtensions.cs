using EchoApp.Hosting.Dashboard.Otlp.Decoding;
using EchoApp.Hosting.Dashboard.Otlp.Decoding.Metrics;
using EchoApp.Hosting.Dashboard.Otlp.Grpc;
using EchoApp.Hosting.Dashboard.Otlp.Http;
using EchoApp.Hosting.Dashboard.Otlp.Signals;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EchoApp.Hosting.Dashboard.Otlp;

internal static class OtlpServiceCollectionExtensions
{
    /// <summary>The receiver of OTLP; it needs the store of telemetry and an <see cref="OtlpApiKey"/> beside it.</summary>
    public static IServiceCollection AddOtlpReceiver(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(provider => OtlpLimits.Read(provider.GetRequiredService<IConfiguration>()))
            .AddSingleton<OtlpAdmission>()
            .AddSingleton<OtlpReceiver>()
            .AddSingleton<GrpcEndpoint>()
            .AddSingleton<OtlpHttpEndpoint>()
            .AddDecoding()
            .AddSingleton<OtlpSignal, LogsSignal>()
            .AddSingleton<OtlpSignal, TracesSignal>()
            .AddSingleton<OtlpSignal, MetricsSignal>();
    }

    private static IServiceCollection AddDecoding(this IServiceCollection services) => services
        .AddSingleton<Texts>()
        .AddSingleton<AttributeDecoder>()
        .AddSingleton<SourceDecoder>()
        .AddSingleton<SharedSeries>()
        .AddSingleton<LogDecoder>()
        .AddSingleton<SpanPartsDecoder>()
        .AddSingleton<SpanDecoder>()
        .AddSingleton<PointDecoder>()
        .AddSingleton<MetricDecoder>();
}
