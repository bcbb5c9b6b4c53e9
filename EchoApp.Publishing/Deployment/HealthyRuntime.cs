using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;
using EchoApp.Publishing.Engine;

namespace EchoApp.Publishing.Deployment;

/// <summary>A container runtime whose compose projects are up only once every service is healthy, and that says what is in the way of it.</summary>
internal sealed class HealthyRuntime(IContainerRuntime runtime, DistributedApplicationModel model, TimeProvider time) : IContainerRuntime
{
    // What a service that restarts again and again would otherwise take for ever.
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    // How long a service that nobody checks has to run: one that ends at once has been running, too.
    private static readonly TimeSpan _probation = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(250);

    public string Name => runtime.Name;

    /// <exception cref="DistributedApplicationException">It does not come up; the message says which service, and why.</exception>
    public async Task ComposeUpAsync(ComposeOperationContext context, CancellationToken cancellationToken)
    {
        var project = new DeployedProject(EngineOf(runtime), context.ProjectName);
        try
        {
            await runtime.ComposeUpAsync(context, cancellationToken);
        }
        catch (DistributedApplicationException exception)
        {
            throw await DeploymentFailure.ExplainAsync(project, exception, model, cancellationToken);
        }

        await WaitAsync(project, cancellationToken);
    }

    public static ContainerCommand EngineOf(IContainerRuntime runtime) => new(runtime.Name.ToLowerInvariant());

    private async Task WaitAsync(DeployedProject project, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        long? wellSince = null;
        while (true)
        {
            var services = await project.ServicesAsync(cancellationToken);
            wellSince = services.All(service => service.IsWell) ? wellSince ?? time.GetTimestamp() : null;
            if (wellSince is { } since && (services.All(service => service.IsCertain) || time.GetElapsedTime(since) > _probation))
            {
                return;
            }

            if (services.Any(service => service.IsBeyondHope) || time.GetElapsedTime(started) > _patience)
            {
                throw await DeploymentFailure.ExplainAsync(project, new DistributedApplicationException($"{project.Name} is not healthy."), model, cancellationToken);
            }

            await Task.Delay(_interval, time, cancellationToken);
        }
    }

    public Task<bool> CheckIfRunningAsync(CancellationToken cancellationToken) => runtime.CheckIfRunningAsync(cancellationToken);

    public Task BuildImageAsync(
        string contextPath, string dockerfilePath, ContainerImageBuildOptions? options, Dictionary<string, string?> buildArguments,
        Dictionary<string, BuildImageSecretValue> buildSecrets, string? stage, CancellationToken cancellationToken) =>
        runtime.BuildImageAsync(contextPath, dockerfilePath, options, buildArguments, buildSecrets, stage, cancellationToken);

    public Task TagImageAsync(string localImageName, string targetImageName, CancellationToken cancellationToken) => runtime.TagImageAsync(localImageName, targetImageName, cancellationToken);

    public Task RemoveImageAsync(string imageName, CancellationToken cancellationToken) => runtime.RemoveImageAsync(imageName, cancellationToken);

    public Task PushImageAsync(IResource resource, CancellationToken cancellationToken) => runtime.PushImageAsync(resource, cancellationToken);

    public Task LoginToRegistryAsync(string registryServer, string username, string password, CancellationToken cancellationToken) =>
        runtime.LoginToRegistryAsync(registryServer, username, password, cancellationToken);

    public Task ComposeDownAsync(ComposeOperationContext context, CancellationToken cancellationToken) => runtime.ComposeDownAsync(context, cancellationToken);

    public Task<IReadOnlyList<ComposeServiceInfo>?> ComposeListServicesAsync(ComposeOperationContext context, CancellationToken cancellationToken) =>
        runtime.ComposeListServicesAsync(context, cancellationToken);
}
