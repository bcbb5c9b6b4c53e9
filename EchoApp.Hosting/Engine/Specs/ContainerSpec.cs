using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Containers;

namespace EchoApp.Hosting.Engine.Specs;

/// <summary>What is needed to start a container.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="ResourceName">The name by which other containers reach it.</param>
/// <param name="ContainerName">The name in the engine.</param>
/// <param name="Image">The whole image reference.</param>
/// <param name="PullPolicy">When to pull it.</param>
/// <param name="Entrypoint">What to run in place of the image's own entry point.</param>
/// <param name="Args">Its arguments, in order.</param>
/// <param name="Environment">The variables that the model gives it.</param>
/// <param name="Ports">Port of the loopback address → port in the container, with the protocol.</param>
/// <param name="Mounts">Volumes and bind mounts.</param>
/// <param name="RuntimeArgs">Further options for the engine.</param>
/// <param name="Lifetime">Whether it is removed at the end.</param>
internal sealed record ContainerSpec(
    string InstanceId,
    string ResourceName,
    string ContainerName,
    string Image,
    ImagePullPolicy PullPolicy,
    string? Entrypoint,
    IReadOnlyList<string> Args,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<ContainerPort> Ports,
    IReadOnlyList<ContainerMount> Mounts,
    IReadOnlyList<string> RuntimeArgs,
    ContainerLifetime Lifetime) : ResourceSpec(InstanceId, Args, Environment);
