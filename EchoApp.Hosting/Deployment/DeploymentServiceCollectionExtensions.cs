using EchoApp.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Hosting.Deployment;

internal static class DeploymentServiceCollectionExtensions
{
    public static IServiceCollection AddDeployment(this IServiceCollection services) => services
        .AddSingleton<IPipelineStepSource, DeploymentStepSource>()
        .AddSingleton<ComposeProjects>().AddSingleton<ComposeCommand>().AddSingleton<ServiceStates>().AddSingleton<DeploymentFailures>()
        .AddSingleton<ComposeDeployment>().AddSingleton<ComposeRemoval>().AddSingleton<DeploymentCheck>().AddSingleton<Confirmation>();
}
