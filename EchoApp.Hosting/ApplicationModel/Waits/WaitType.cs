namespace Aspire.Hosting.ApplicationModel;

public enum WaitType
{
    /// <summary>Running, and every health check passes.</summary>
    WaitUntilHealthy,

    /// <summary>Ended with the expected exit code.</summary>
    WaitForCompletion,

    /// <summary>Running.</summary>
    WaitUntilStarted,
}
