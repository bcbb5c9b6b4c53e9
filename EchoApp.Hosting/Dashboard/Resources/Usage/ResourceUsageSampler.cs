using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Containers;
using EchoApp.Hosting.Engine.State;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Dashboard.Resources.Usage;

/// <summary>Looks every two seconds at what running instances use; at containers only while somebody watches, for the engine has work with it.</summary>
internal sealed partial class ResourceUsageSampler(
    ResourceUsageHistory history,
    ResourceNotificationService notifications,
    DashboardEndpoints dashboard,
    ContainerCli cli,
    TimeProvider timeProvider,
    ILogger<ResourceUsageSampler> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (dashboard.Frontend is null)
        {
            return;
        }

        await using var containers = new ContainerMeter(cli);
        var processes = new ProcessMeter(timeProvider);
        try
        {
            while (true)
            {
                await SampleAsync(processes, containers);
                await Task.Delay(Interval, timeProvider, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception exception)
        {
            // The application goes on without these numbers.
            Log.Failed(logger, exception.Message);
        }
    }

    private async Task SampleAsync(ProcessMeter processes, ContainerMeter containers)
    {
        var running = notifications.Latest().Where(latest => latest.Snapshot.State?.Text == KnownResourceStates.Running).ToDictionary(
            latest => latest.ResourceId, latest => latest.Snapshot.Properties.FirstOrDefault(InstanceProperties.EndsWithIt));
        processes.Keep(running.Keys.ToHashSet());
        await containers.WatchAsync(history.IsWatched ? running.Values.Select(property => property?.Value).OfType<string>() : []);
        foreach (var (id, property) in running)
        {
            var usage = property?.Value switch
            {
                int process => processes.Read(id, process),
                string container when containers.Take(container) is { } use =>
                    new ResourceUsage(id, timeProvider.GetUtcNow().UtcDateTime, use.CpuPercent, use.MemoryBytes),
                _ => null,
            };
            if (usage is not null)
            {
                history.Add(usage);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "What resources use is not shown any longer: {reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
