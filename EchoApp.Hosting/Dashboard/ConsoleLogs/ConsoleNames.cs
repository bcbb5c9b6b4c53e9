using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine;

namespace EchoApp.Hosting.Dashboard.ConsoleLogs;

/// <summary>Whose a line is.</summary>
internal sealed class ConsoleNames(ResourceNotificationService notifications)
{
    /// <summary>The instance; of a line from before there were instances, the first.</summary>
    public string Id(string instanceId) => Find(instanceId)?.ResourceId ?? instanceId;

    public string DisplayName(string instanceId) => Find(instanceId) is { } latest ? InstanceNames.Shown(latest.Resource, latest.ResourceId) : instanceId;

    private ResourceEvent? Find(string instanceId) =>
        notifications.TryGetCurrentState(instanceId, out var latest) ? latest : notifications.Latest(instanceId) is [var first, ..] ? first : null;
}
