using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Model;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

public static class OtlpConfigurationExtensions
{
    // In development a person looks at every span and metric, and soon; as Aspire does.
    private static readonly (string Name, string Value)[] _inDevelopment =
    [
        ("OTEL_BLRP_SCHEDULE_DELAY", "1000"),
        ("OTEL_BSP_SCHEDULE_DELAY", "1000"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "1000"),
        ("OTEL_TRACES_SAMPLER", "always_on"),
        ("OTEL_METRICS_EXEMPLAR_FILTER", "trace_based"),
        ("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "true"),
    ];

    /// <summary>
    /// Tells the resource by OTEL_* variables to send its telemetry to the dashboard, while it runs here; projects are told anyway. The
    /// resource must have an OpenTelemetry SDK that heeds them.
    /// </summary>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment => builder.WithOtlpExporter(new OtlpExporterAnnotation(Protocol: null));

    /// <param name="builder">The resource.</param>
    /// <param name="protocol">What its SDK speaks.</param>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder, OtlpProtocol protocol)
        where T : IResourceWithEnvironment => builder.WithOtlpExporter(new OtlpExporterAnnotation(protocol));

    private static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder, OtlpExporterAnnotation exporter)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        var isDevelopment = builder.ApplicationBuilder.Environment.IsDevelopment();
        return builder.WithAnnotation(exporter).WithAnnotation(new EnvironmentCallbackAnnotation(context => Set(context, builder.Resource, isDevelopment)));
    }

    private static void Set(EnvironmentCallbackContext context, IResource resource, bool isDevelopment)
    {
        if (!context.ExecutionContext.IsRunMode || !resource.TryGetLastAnnotation<OtlpExporterAnnotation>(out var exporter))
        {
            return;
        }

        var protocol = exporter.Protocol ?? OtlpProtocol.Grpc;
        var variables = context.EnvironmentVariables;
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = new OtlpValue(OtlpVariable.Endpoint, protocol);
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = new OtlpValue(OtlpVariable.Protocol, protocol);
        variables["OTEL_EXPORTER_OTLP_HEADERS"] = new OtlpValue(OtlpVariable.Headers, protocol);
        variables["OTEL_RESOURCE_ATTRIBUTES"] = new OtlpValue(OtlpVariable.ResourceAttributes, protocol);
        variables["OTEL_SERVICE_NAME"] = resource.Name;
        foreach (var (name, value) in isDevelopment ? _inDevelopment : [])
        {
            variables[name] = value;
        }
    }
}
