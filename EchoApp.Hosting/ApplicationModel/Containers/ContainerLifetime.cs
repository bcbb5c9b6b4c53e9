namespace Aspire.Hosting.ApplicationModel;

public enum ContainerLifetime
{
    /// <summary>Removed when the application ends.</summary>
    Session,

    /// <summary>Left running, and found again by the next run.</summary>
    Persistent,
}
