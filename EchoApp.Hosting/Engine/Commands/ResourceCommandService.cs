using EchoApp.Hosting.Engine;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives commands to resources.</summary>
public partial class ResourceCommandService
{
    private readonly ResourceNotificationService _notifications;
    private readonly ResourceLoggerService _loggers;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(ResourceNotificationService notifications, ResourceLoggerService loggers, IServiceProvider services)
    {
        _notifications = notifications;
        _loggers = loggers;
        _services = services;
    }

    /// <summary>Gives a command to one instance, or to every instance of the resource of that name that can take it now.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        var instances = _notifications.Latest(resourceId);
        return instances.Count == 0
            ? CommandResults.Failure($"There is no resource '{resourceId}'.")
            : await ExecuteAsync(instances, commandName, cancellationToken);
    }

    /// <summary>Gives a command to every instance of the resource that can take it now; the first failure is the result.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return ExecuteCommandAsync(resource.Name, commandName, cancellationToken);
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(
        IReadOnlyList<ResourceEvent> instances, string commandName, CancellationToken cancellationToken)
    {
        var able = instances.Where(instance => CanTake(instance, commandName)).DefaultIfEmpty(instances[0]);
        var results = await Task.WhenAll(able.Select(instance => ExecuteAsync(instance, commandName, cancellationToken)));
        return results.FirstOrDefault(result => !result.Success) ?? CommandResults.Success();
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(ResourceEvent instance, string commandName, CancellationToken cancellationToken)
    {
        var name = InstanceNames.Shown(instance.Resource, instance.ResourceId);
        var commands = instance.Resource.Annotations.OfType<ResourceCommandAnnotation>().ToArray();
        if (commands.FirstOrDefault(command => command.Name == commandName) is not { } command)
        {
            var known = commands.Length == 0 ? "It has none." : $"It has {string.Join(", ", commands.Select(each => $"'{each.Name}'"))}.";
            return CommandResults.Failure($"'{name}' has no command '{commandName}'. {known}");
        }

        var logger = _loggers.GetLogger(instance.ResourceId);
        try
        {
            var state = command.UpdateState(new UpdateCommandStateContext { ResourceSnapshot = instance.Snapshot, ServiceProvider = _services });
            if (state != ResourceCommandState.Enabled)
            {
                return CommandResults.Failure($"'{name}' is {instance.Snapshot.State?.Text}: the command '{commandName}' cannot be given now.");
            }

            return await command.ExecuteCommand(new ExecuteCommandContext
            {
                ServiceProvider = _services,
                ResourceName = instance.ResourceId,
                CancellationToken = cancellationToken,
            });
        }
        catch (OperationCanceledException)
        {
            return CommandResults.Canceled();
        }
        catch (Exception exception)
        {
            Log.CommandFailed(logger, commandName, exception);
            return CommandResults.Failure(exception);
        }
    }

    private static bool CanTake(ResourceEvent instance, string commandName) =>
        instance.Snapshot.Commands.Any(command => command.Name == commandName && command.State == ResourceCommandState.Enabled);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The command '{command}' failed.")]
        public static partial void CommandFailed(ILogger logger, string command, Exception exception);
    }
}
