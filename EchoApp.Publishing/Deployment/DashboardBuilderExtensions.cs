using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Pipelines;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EchoApp.Publishing.Deployment;

public static partial class DashboardBuilderExtensions
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    /// <summary>Publishes the Aspire dashboard along. A deployment goes without it where its image cannot be had: it is there to look at the application, not to keep it from running.</summary>
    /// <param name="builder">The compose project.</param>
    /// <param name="image">Its image, with a tag or digest.</param>
    public static IResourceBuilder<DockerComposeEnvironmentResource> WithOptionalDashboard(this IResourceBuilder<DockerComposeEnvironmentResource> builder, string image)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(image);
        var environment = builder.Resource;
        builder.WithDashboard(dashboard => dashboard.WithImage(image));
        if (!builder.ApplicationBuilder.ExecutionContext.IsRunMode)
        {
            builder.ApplicationBuilder.Pipeline.AddStep($"check-dashboard-{environment.Name}", context => CheckAsync(environment, image, context));
            builder.ApplicationBuilder.Pipeline.AddPipelineConfiguration(context =>
            {
                DeploymentSteps.BeforePublishing(context, environment, $"check-dashboard-{environment.Name}");
                return Task.CompletedTask;
            });
        }

        return builder;
    }

    private static async Task CheckAsync(DockerComposeEnvironmentResource environment, string image, PipelineStepContext context)
    {
        var runtime = await context.Services.GetRequiredService<IContainerRuntimeResolver>().ResolveAsync(context.CancellationToken);
        var engine = HealthyRuntime.EngineOf(runtime);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        deadline.CancelAfter(_patience);
        if ((await engine.RunAsync(deadline.Token, "image", "inspect", "--format", "{{.Id}}", image)).Succeeded)
        {
            return;
        }

        var pull = await engine.RunAsync(deadline.Token, "pull", "--quiet", image);
        if (!pull.Succeeded)
        {
            environment.DashboardEnabled = false;
            Log.LeftOut(context.Logger, image, pull.Reason.Split('\n')[^1]);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The dashboard is left out of this deployment: its image {image} cannot be pulled: {reason}")]
        public static partial void LeftOut(ILogger logger, string image, string reason);
    }
}
