using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.State;
using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Engine;

/// <summary>Publishes what has a value but no process: parameters at once, connection strings when what they wait for is there.</summary>
internal sealed partial class ValueResources(ResourceNotificationService notifications, ResourceLoggerService loggers)
{
    public async Task RunAsync(DistributedApplicationModel model, CancellationToken cancellationToken)
    {
        foreach (var parameter in model.Resources.OfType<ParameterResource>())
        {
            await PublishAsync(parameter);
        }

        foreach (var own in model.Resources.Where(resource => resource.HasAnnotationOfType<ResourceSnapshotAnnotation>()))
        {
            await notifications.PublishUpdateAsync(own, snapshot => snapshot);
        }

        await Task.WhenAll(model.Resources.Where(resource => resource is IResourceWithConnectionString and not ParameterResource)
            .Cast<IResourceWithConnectionString>().Select(connection => RunAsync(connection, cancellationToken)));
    }

    private async Task PublishAsync(ParameterResource parameter)
    {
        try
        {
            var value = parameter.Value;
            await notifications.PublishUpdateAsync(parameter, snapshot => Running(snapshot, "Value", value, parameter.Secret));
        }
        catch (MissingParameterValueException exception)
        {
            // The model has been checked: everybody who refers to it can do without.
            await FailAsync(parameter, exception);
        }
    }

    private async Task RunAsync(IResourceWithConnectionString connection, CancellationToken cancellationToken)
    {
        try
        {
            await notifications.PublishUpdateAsync(connection, snapshot => snapshot with { State = KnownResourceStates.Waiting });
            await notifications.WaitForDependenciesAsync(connection, cancellationToken);
            var value = await connection.GetConnectionStringAsync(cancellationToken);
            await notifications.PublishUpdateAsync(
                connection, snapshot => Running(snapshot, CustomResourceKnownProperties.ConnectionString, value, isSensitive: true));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            // The boundary of the resource: what keeps it from having a value becomes its state.
            Log.Failed(loggers.GetLogger(connection), exception.Message);
            await FailAsync(connection, exception);
        }
    }

    private Task FailAsync(IResource resource, Exception exception) => notifications.PublishUpdateAsync(resource, snapshot => snapshot with
    {
        State = new ResourceStateSnapshot(KnownResourceStates.FailedToStart, KnownResourceStateStyles.Error),
        Properties = [.. snapshot.Properties, new ResourcePropertySnapshot(Outcome.FailureReason, exception.Message)],
    });

    private static CustomResourceSnapshot Running(CustomResourceSnapshot snapshot, string property, string? value, bool isSensitive) => snapshot with
    {
        State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
        Properties = [.. snapshot.Properties, new ResourcePropertySnapshot(property, value) { IsSensitive = isSensitive }],
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
