using Aspire.Hosting;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EchoApp.Publishing.Docker.Deployment;

/// <summary>Takes down what was deployed. Its volumes stay.</summary>
internal static class ComposeRemoval
{
    /// <exception cref="DistributedApplicationException">Nobody has agreed to it.</exception>
    public static async Task DestroyAsync(DockerComposeEnvironmentResource environment, PipelineStepContext context)
    {
        if (await DeploymentRecord.FindAsync(environment, context) is not { } project)
        {
            await context.ReportingStep.CompleteAsync($"Nothing is deployed to '{environment.Name}' from here.", CompletionState.Completed, context.CancellationToken);
            return;
        }

        await AgreeAsync(project.ProjectName, context);
        await (await ComposeProject.RuntimeAsync(context)).ComposeDownAsync(project, context.CancellationToken);
        await DeploymentRecord.ForgetAsync(environment, context);
        context.Summary.Add("Down", project.ProjectName);
    }

    private static async Task AgreeAsync(string project, PipelineStepContext context)
    {
        if (context.Services.GetRequiredService<IOptions<PipelineOptions>>().Value.SkipConfirmation)
        {
            return;
        }

        var interaction = context.Services.GetRequiredService<IInteractionService>();
        if (!interaction.IsAvailable)
        {
            throw new DistributedApplicationException($"destroy takes {project} down, and nobody is there to be asked. Say it with --yes.");
        }

        var answer = await interaction.PromptNotificationAsync(
            "Destroy the deployment",
            $"Stop and remove the containers and networks of {project}? Its volumes, and so its data, stay.",
            new NotificationInteractionOptions
            {
                Intent = MessageIntent.Confirmation,
                ShowSecondaryButton = true,
                ShowDismiss = false,
                PrimaryButtonText = "Destroy",
                SecondaryButtonText = "Keep",
            },
            context.CancellationToken);
        if (answer.Canceled || !answer.Data)
        {
            throw new OperationCanceledException($"{project} stays as it is.");
        }
    }
}
