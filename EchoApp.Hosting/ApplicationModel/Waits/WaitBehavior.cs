namespace Aspire.Hosting.ApplicationModel;

public enum WaitBehavior
{
    /// <summary>Keep waiting when the awaited resource has failed: it may be started again.</summary>
    WaitOnResourceUnavailable,

    /// <summary>Fail with it.</summary>
    StopOnResourceUnavailable,
}
