using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Hosting.Telemetry;

internal static class TelemetryExtensions
{
    private const string Dashboard = "aspire-dashboard";
    private static readonly string[] _endpoints = ["https", "http"];

    /// <summary>Telemetry goes to the dashboard of the run, and what is captured links to its trace there.</summary>
    public static IResourceBuilder<EchoResource> WithTelemetry(this IResourceBuilder<EchoResource> builder) => builder.WithOtlpExporter().WithEnvironment(async context =>
    {
        if (context.ExecutionContext.IsRunMode)
        {
            // With it, the last export is tried again and again while the dashboard is gone, and the process killed.
            context.EnvironmentVariables.Remove("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY");
            if (await FindDashboardAsync(context) is { } url)
            {
                context.EnvironmentVariables["Telemetry__TraceUrl"] = $"{url.TrimEnd('/')}/traces/detail/{{traceId}}";
            }
        }
    });

    // Aspire adds it to the model when the application starts, where there is to be one. The links are for a browser here, wherever the service runs.
    private static async Task<string?> FindDashboardAsync(EnvironmentCallbackContext context)
    {
        var model = context.ExecutionContext.Services.GetRequiredService<DistributedApplicationModel>();
        var endpoints = model.Resources.OfType<IResourceWithEndpoints>().FirstOrDefault(resource => resource.Name == Dashboard) is { } dashboard
            ? _endpoints.Select(name => dashboard.GetEndpoint(name, KnownNetworkIdentifiers.LocalhostNetwork))
            : [];
        return endpoints.FirstOrDefault(endpoint => endpoint.Exists) is { } endpoint ? await endpoint.GetValueAsync(context.CancellationToken) : null;
    }
}
