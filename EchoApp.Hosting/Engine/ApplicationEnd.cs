using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace EchoApp.Hosting.Engine;

/// <summary>Ends the application when nothing of it runs or waits any more, and remembers how it went.</summary>
internal sealed class ApplicationEnd(ResourceNotificationService notifications, IHostApplicationLifetime lifetime)
{
    /// <summary>What the process is to exit with: 0, or 1 after everything has ended and something failed.</summary>
    public int ExitCode { get; private set; }

    /// <summary>
    /// Whether everything has ended by itself. What somebody stopped may be started again, so that does not count; what was never
    /// asked to start neither runs nor waits.
    /// </summary>
    public void Consider(IReadOnlyCollection<InstanceSupervisor> supervisors)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested || !supervisors.All(supervisor => supervisor.HasEndedByItself || IsLeftAlone(supervisor)))
        {
            return;
        }

        ExitCode = supervisors.Any(supervisor => !IsLeftAlone(supervisor) && Failed(supervisor)) ? 1 : 0;
        lifetime.StopApplication();
    }

    private static bool IsLeftAlone(InstanceSupervisor supervisor) =>
        !supervisor.WasStarted && supervisor.Instance.Resource.HasAnnotationOfType<ExplicitStartupAnnotation>();

    private bool Failed(InstanceSupervisor supervisor) =>
        !notifications.TryGetCurrentState(supervisor.Instance.Id, out var latest) || latest.Snapshot.State?.Text != KnownResourceStates.Finished;
}
