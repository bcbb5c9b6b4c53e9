using System.Collections.Immutable;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Containers;
using EchoApp.Hosting.Engine.Health;
using EchoApp.Hosting.Engine.Specs;
using EchoApp.Hosting.Engine.State;

namespace EchoApp.Hosting.Engine;

internal sealed partial class InstanceSupervisor
{
    private DateTime Now => timeProvider.GetUtcNow().UtcDateTime;

    private Task PublishAsync(string state) => PublishAsync(snapshot => snapshot with { State = state, ExitCode = null });

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        notifications.PublishUpdateAsync(instance.Resource, instance.Id, change);

    private Task PublishRunningAsync(ResourceSpec spec, IRunningInstance running) => PublishAsync(snapshot => WithoutFailure(snapshot) with
    {
        State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
        StartTimeStamp = Now,
        StopTimeStamp = null,
        ExitCode = null,
        HealthReports = HealthMonitor.NoReports(instance.Resource),
        EnvironmentVariables = [.. spec.Environment.Select(variable => new EnvironmentVariableSnapshot(variable.Key, variable.Value, IsFromSpec: true))],
        Urls = [.. snapshot.Urls.Select(url => url with { IsInactive = false })],
        Properties = With(WithoutFailure(snapshot).Properties, [.. InstanceProperties.Of(instance.Resource, spec, running)]),
    });

    // Asked to end, it has exited whatever its code; by itself, code 0 means that it has done its work.
    private Task PublishExitAsync(int exitCode, bool asked) => PublishAsync(snapshot => snapshot with
    {
        State = (asked, exitCode) switch
        {
            (true, _) => new ResourceStateSnapshot(KnownResourceStates.Exited, KnownResourceStateStyles.Info),
            (false, 0) => new ResourceStateSnapshot(KnownResourceStates.Finished, KnownResourceStateStyles.Success),
            _ => new ResourceStateSnapshot(KnownResourceStates.Exited, KnownResourceStateStyles.Error),
        },
        ExitCode = exitCode,
        StopTimeStamp = Now,
        Urls = [.. snapshot.Urls.Select(url => url with { IsInactive = true })],
        Properties = [.. snapshot.Properties.Where(property => !InstanceProperties.EndsWithIt(property))],
    });

    private async Task FailAsync(Exception exception, string state)
    {
        var reason = exception is DistributedApplicationException ? exception.Message : exception.ToString();
        Log.Failed(_logger, reason);
        await PublishAsync(snapshot => snapshot with
        {
            State = new ResourceStateSnapshot(
                exception is ContainerRuntimeUnhealthyException ? KnownResourceStates.RuntimeUnhealthy : state, KnownResourceStateStyles.Error),
            StopTimeStamp = Now,
            ExitCode = null,
            Urls = [.. snapshot.Urls.Select(url => url with { IsInactive = true })],
            Properties = With(snapshot.Properties, [new ResourcePropertySnapshot(Outcome.FailureReason, exception.Message)]),
        });
    }

    private static CustomResourceSnapshot WithoutFailure(CustomResourceSnapshot snapshot) =>
        snapshot with { Properties = [.. snapshot.Properties.Where(property => property.Name != Outcome.FailureReason)] };

    private static ImmutableArray<ResourcePropertySnapshot> With(
        ImmutableArray<ResourcePropertySnapshot> properties, IReadOnlyList<ResourcePropertySnapshot> added) =>
        [.. properties.Where(property => added.All(other => other.Name != property.Name)), .. added];
}
