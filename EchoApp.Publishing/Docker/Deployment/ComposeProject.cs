using Aspire.Hosting.Docker;
using Aspire.Hosting.Pipelines;
using Aspire.Hosting.Publishing;
using EchoApp.Publishing.Compose;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Publishing.Docker.Deployment;

/// <summary>How Docker Compose is asked about a project.</summary>
internal static class ComposeProject
{
    public static ComposeOperationContext Of(DockerComposeEnvironmentResource environment, PipelineStepContext context)
    {
        var paths = ComposePaths.Of(environment, context);
        return new ComposeOperationContext
        {
            ProjectName = ComposeProjectName.Of(environment, context),
            WorkingDirectory = paths.Directory,
            ComposeFilePath = paths.ComposeFile,
            EnvFilePath = paths.EnvironmentFile,
        };
    }

    public static Task<IContainerRuntime> RuntimeAsync(PipelineStepContext context) =>
        context.Services.GetRequiredService<IContainerRuntimeResolver>().ResolveAsync(context.CancellationToken);
}
