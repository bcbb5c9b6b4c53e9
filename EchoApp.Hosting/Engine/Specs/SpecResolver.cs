using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Containers;
using EchoApp.Hosting.Projects;
using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Engine.Specs;

/// <summary>Asks the model, each time an instance starts, what it is to be started with.</summary>
internal sealed class SpecResolver(
    DistributedApplicationExecutionContext executionContext, BuildConfiguration buildConfiguration, ValueResolver values, ContainerSpecs containers, SecretParameters secrets)
{
    /// <exception cref="DistributedApplicationException">Something that the instance needs is missing; the message names it.</exception>
    public async Task<ResourceSpec> ResolveAsync(ResourceInstance instance, ILogger logger, CancellationToken cancellationToken)
    {
        var environment = await EnvironmentAsync(instance, logger, cancellationToken);
        var args = await ArgsAsync(instance, logger, cancellationToken);
        ResourceSpec spec = instance.Resource switch
        {
            ProjectResource project => await ProjectAsync(project, instance.Id, args, environment, cancellationToken),
            ExecutableResource executable => new ProcessSpec(
                instance.Id, executable.Command, args, executable.WorkingDirectory, environment, HoldsParentPipe: false),
            ContainerResource container => await containers.OfAsync(container, instance, args, environment, cancellationToken),
            _ => throw new InvalidOperationException($"'{instance.Resource.Name}' is of a kind that is not started: {instance.Resource.GetType()}."),
        };
        return spec with { HasSecretArgs = secrets.AreIn(args) };
    }

    /// <summary>What builds the project, as what the AppHost was built.</summary>
    public ProcessSpec BuildOf(ProjectResource project, string instanceId)
    {
        var path = project.GetProjectMetadata().ProjectPath;
        return new ProcessSpec(
            instanceId,
            DotNetHost.Path,
            ["build", path, "--nologo", "--verbosity", "minimal", "--configuration", buildConfiguration.Name],
            Path.GetDirectoryName(path)!,
            new Dictionary<string, string>(),
            HoldsParentPipe: false);
    }

    private async Task<ProcessSpec> ProjectAsync(
        ProjectResource project, string id, List<string> args, Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var assembly = await ProjectOutput.TargetPathAsync(project, buildConfiguration.Name, cancellationToken);
        var directory = Path.GetDirectoryName(project.GetProjectMetadata().ProjectPath)!;
        var executable = Path.ChangeExtension(assembly, OperatingSystem.IsWindows() ? ".exe" : null);
        if (!File.Exists(executable))
        {
            return new ProcessSpec(id, DotNetHost.Path, [assembly, .. args], directory, environment, HoldsParentPipe: true);
        }

        // The project's own executable finds the runtime by this, also where dotnet is not installed system-wide.
        environment.TryAdd("DOTNET_ROOT", DotNetHost.Root);
        return new ProcessSpec(id, executable, args, directory, environment, HoldsParentPipe: true);
    }

    private async Task<Dictionary<string, string>> EnvironmentAsync(ResourceInstance instance, ILogger logger, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(executionContext, instance.Resource, cancellationToken: cancellationToken) { Logger = logger };
        foreach (var annotation in instance.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context);
        }

        var resolved = new Dictionary<string, string>();
        foreach (var (name, value) in context.EnvironmentVariables)
        {
            if (await ResolveAsync($"the variable {name}", value, instance, cancellationToken) is { } text)
            {
                resolved[name] = text;
            }
        }

        return resolved;
    }

    private async Task<List<string>> ArgsAsync(ResourceInstance instance, ILogger logger, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], instance.Resource, cancellationToken) { Logger = logger, ExecutionContext = executionContext };
        foreach (var annotation in instance.Resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context);
        }

        var resolved = new List<string>();
        foreach (var arg in context.Args)
        {
            if (await ResolveAsync("an argument", arg, instance, cancellationToken) is { } text)
            {
                resolved.Add(text);
            }
        }

        return resolved;
    }

    private async Task<string?> ResolveAsync(string what, object value, ResourceInstance instance, CancellationToken cancellationToken)
    {
        try
        {
            return await values.ResolveAsync(value, instance, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new DistributedApplicationException($"{what} of '{instance.Resource.Name}' has no value: {exception.Message}", exception);
        }
    }
}
