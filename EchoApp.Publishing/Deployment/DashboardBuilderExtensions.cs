using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Pipelines;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EchoApp.Publishing.Deployment;

public static partial class DashboardBuilderExtensions
{
    // What the dashboard gives to other services.
    private static readonly string[] _variables = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_SERVICE_NAME"];
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    /// <summary>Publishes the Aspire dashboard along. A deployment goes without it where its image cannot be had: it is there to look at the application, not to keep it from running.</summary>
    /// <param name="builder">The compose project.</param>
    /// <param name="image">Its image, with a tag or digest; where none is named, Aspire's.</param>
    public static IResourceBuilder<DockerComposeEnvironmentResource> WithOptionalDashboard(this IResourceBuilder<DockerComposeEnvironmentResource> builder, string? image = null)
    {
        IResource dashboard = null!;
        builder.WithDashboard(each => dashboard = (string.IsNullOrEmpty(image) ? each : each.WithImage(image)).Resource);
        if (builder.ApplicationBuilder.ExecutionContext.IsRunMode)
        {
            return builder;
        }

        var environment = builder.Resource;
        var step = $"check-dashboard-{environment.Name}";
        var isMissing = false;
        builder.ApplicationBuilder.Pipeline.AddStep(step, async context => isMissing = await IsMissingAsync(dashboard, context));
        builder.ApplicationBuilder.Pipeline.AddPipelineConfiguration(context =>
        {
            // Not before it is known that anything can be deployed at all.
            if (context.Steps.Any(each => each.Name == DeploymentSteps.Check))
            {
                context.Steps.Single(each => each.Name == step).DependsOn(DeploymentSteps.Check);
            }

            DeploymentSteps.BeforePublishing(context, environment, step);
            return Task.CompletedTask;
        });
        return builder.ConfigureComposeFile(file =>
        {
            if (isMissing)
            {
                LeaveOut(file, $"{environment.Name}-dashboard".ToLowerInvariant());
            }
        });
    }

    private static async Task<bool> IsMissingAsync(IResource dashboard, PipelineStepContext context)
    {
        var engine = HealthyRuntime.EngineOf(await context.Services.GetRequiredService<IContainerRuntimeResolver>().ResolveAsync(context.CancellationToken));
        var reason = dashboard.TryGetContainerImageName(out var image) ? await engine.WhyNotPulledAsync(image, _patience, context.CancellationToken) : null;
        if (reason is not null)
        {
            Log.LeftOut(context.Logger, image!, reason);
        }

        return reason is not null;
    }

    private static void LeaveOut(ComposeFile file, string dashboard)
    {
        file.Services.Remove(dashboard);
        foreach (var service in file.Services.Values.Where(service => service.Environment.GetValueOrDefault(_variables[0])?.StartsWith($"http://{dashboard}:", StringComparison.Ordinal) == true))
        {
            Array.ForEach(_variables, name => service.Environment.Remove(name));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The dashboard is left out of this deployment: its image {image} cannot be pulled: {reason}")]
        public static partial void LeftOut(ILogger logger, string image, string reason);
    }
}
