using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Hosting.Engine.Commands;

/// <summary>The commands that every resource with a life of its own has: start, stop, restart, and rebuild for projects.</summary>
internal static class LifecycleCommands
{
    public static void AddTo(IResource resource)
    {
        Add(resource, KnownResourceCommands.StartCommand, "Start", "Play", CanStart, (engine, id, token) => engine.Supervisor(id).StartAsync(token));
        Add(resource, KnownResourceCommands.StopCommand, "Stop", "Stop", CanStop, (engine, id, token) => engine.Supervisor(id).StopAsync(token));
        Add(resource, KnownResourceCommands.RestartCommand, "Restart", "ArrowCounterclockwise", CanRestart, (engine, id, token) => engine.Supervisor(id).RestartAsync(token));
        if (resource is ProjectResource project)
        {
            Add(resource, KnownResourceCommands.RebuildCommand, "Rebuild", "Wrench", state => CanRestart(state) || CanStart(state), (engine, id, token) => engine.RebuildAsync(id, project, token));
        }
    }

    private static void Add(
        IResource resource, string name, string displayName, string icon, Func<string?, bool> canExecute, Func<RunEngine, string, CancellationToken, Task> execute)
    {
        if (resource.Annotations.OfType<ResourceCommandAnnotation>().Any(command => command.Name == name))
        {
            return;
        }

        resource.Annotations.Add(new ResourceCommandAnnotation(
            name,
            displayName,
            context => canExecute(context.ResourceSnapshot.State?.Text) ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
            async context =>
            {
                await execute(context.ServiceProvider.GetRequiredService<RunEngine>(), context.ResourceName, context.CancellationToken);
                return CommandResults.Success();
            },
            displayDescription: null,
            parameter: null,
            confirmationMessage: null,
            iconName: icon,
            iconVariant: IconVariant.Filled,
            isHighlighted: false));
    }

    private static bool CanStart(string? state) =>
        state == KnownResourceStates.NotStarted || state == KnownResourceStates.Waiting || state == KnownResourceStates.RuntimeUnhealthy || KnownResourceStates.TerminalStates.Contains(state);

    private static bool CanStop(string? state) =>
        state == KnownResourceStates.Running || state == KnownResourceStates.Waiting || state == KnownResourceStates.Starting;

    private static bool CanRestart(string? state) => state == KnownResourceStates.Running;
}
