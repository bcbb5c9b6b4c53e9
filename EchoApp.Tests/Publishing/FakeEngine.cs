using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Publishing;

namespace EchoApp.Tests.Publishing;

/// <summary>A container runtime that is there and can do nothing; what it is to tag is tagged.</summary>
/// <param name="name">The command that it is said to be.</param>
/// <param name="isRunning">Whether it answers.</param>
internal sealed class FakeEngine(string name, bool isRunning = true) : IContainerRuntime
{
    public string Name { get; } = name;

    public Task<bool> CheckIfRunningAsync(CancellationToken cancellationToken) => Task.FromResult(isRunning);

    public Task BuildImageAsync(
        string contextPath, string dockerfilePath, ContainerImageBuildOptions? options, Dictionary<string, string?> buildArguments,
        Dictionary<string, BuildImageSecretValue> buildSecrets, string? stage, CancellationToken cancellationToken) => throw Nothing();

    public Task TagImageAsync(string localImageName, string targetImageName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RemoveImageAsync(string imageName, CancellationToken cancellationToken) => throw Nothing();

    public Task PushImageAsync(IResource resource, CancellationToken cancellationToken) => throw Nothing();

    public Task LoginToRegistryAsync(string registryServer, string username, string password, CancellationToken cancellationToken) => throw Nothing();

    public Task ComposeUpAsync(ComposeOperationContext context, CancellationToken cancellationToken) => throw Nothing();

    public Task ComposeDownAsync(ComposeOperationContext context, CancellationToken cancellationToken) => throw Nothing();

    public Task<IReadOnlyList<ComposeServiceInfo>?> ComposeListServicesAsync(ComposeOperationContext context, CancellationToken cancellationToken) => throw Nothing();

    private NotSupportedException Nothing() => new($"{Name} is not real.");
}
