namespace EchoApp.Hosting.Engine;

/// <summary>An instance that was started.</summary>
internal interface IRunningInstance : IAsyncDisposable
{
    /// <summary>The process, where it is one of this machine's.</summary>
    int? ProcessId { get; }

    /// <summary>The engine's id of the container, where it is one and the engine has told it.</summary>
    string? ContainerId { get; }

    /// <summary>Completes with the exit code, after the last line of output.</summary>
    Task<int> Exited { get; }

    /// <summary>How long it may take to end when it is asked.</summary>
    TimeSpan StopGrace { get; }

    /// <summary>Whether it is left running when the application ends.</summary>
    bool OutlivesApplication { get; }

    /// <summary>Asks it to end, and ends it by force when it has not after <paramref name="grace"/>. Returns when it is over.</summary>
    Task StopAsync(TimeSpan grace);
}
