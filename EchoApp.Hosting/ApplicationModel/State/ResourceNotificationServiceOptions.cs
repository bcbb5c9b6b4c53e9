namespace Aspire.Hosting.ApplicationModel;

public sealed class ResourceNotificationServiceOptions
{
    /// <summary>What a wait does when the awaited resource has failed, unless the wait itself says so.</summary>
    public WaitBehavior DefaultWaitBehavior { get; set; }
}
