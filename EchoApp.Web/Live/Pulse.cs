namespace EchoApp.Web.Live;

/// <summary>Wakes all who wait for the next time that something happens. Thread-safe.</summary>
internal sealed class Pulse
{
    private TaskCompletionSource _next = New();

    /// <summary>Ends with the next <see cref="Set"/>. Who takes it before looking, and then waits for it, misses nothing.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Set() => Interlocked.Exchange(ref _next, New()).SetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
