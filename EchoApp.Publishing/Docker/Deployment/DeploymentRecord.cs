using Aspire.Hosting.Docker;
using Aspire.Hosting.Pipelines;
using Aspire.Hosting.Publishing;
using EchoApp.Publishing.Compose;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Publishing.Docker.Deployment;

/// <summary>What Aspire's deployment state keeps of a project that is brought up: the members that Aspire writes, so that its package can take it down.</summary>
internal static class DeploymentRecord
{
    private const string OutputPath = nameof(OutputPath);
    private const string ProjectName = nameof(ProjectName);
    private const string ComposeFilePath = nameof(ComposeFilePath);

    public static async Task KeepAsync(DockerComposeEnvironmentResource environment, ComposeOperationContext project, PipelineStepContext context)
    {
        var state = State(context);
        var section = await SectionAsync(state, environment, context);
        section.Data[OutputPath] = project.WorkingDirectory;
        section.Data[ProjectName] = project.ProjectName;
        section.Data[ComposeFilePath] = project.ComposeFilePath;
        await state.SaveSectionAsync(section, context.CancellationToken);
    }

    /// <returns>The project by its name alone, since its files may have changed or gone; null where nothing is deployed.</returns>
    public static async Task<ComposeOperationContext?> FindAsync(DockerComposeEnvironmentResource environment, PipelineStepContext context)
    {
        var section = await SectionAsync(State(context), environment, context);
        return section.Data[ProjectName]?.ToString() is { Length: > 0 } name
            ? new ComposeOperationContext { ProjectName = name, WorkingDirectory = ComposePaths.Elsewhere }
            : null;
    }

    public static async Task ForgetAsync(DockerComposeEnvironmentResource environment, PipelineStepContext context)
    {
        var state = State(context);
        await state.DeleteSectionAsync(await SectionAsync(state, environment, context), context.CancellationToken);
    }

    private static IDeploymentStateManager State(PipelineStepContext context) => context.Services.GetRequiredService<IDeploymentStateManager>();

    private static Task<DeploymentStateSection> SectionAsync(IDeploymentStateManager state, DockerComposeEnvironmentResource environment, PipelineStepContext context) =>
        state.AcquireSectionAsync($"DockerCompose:{environment.Name}", context.CancellationToken);
}
