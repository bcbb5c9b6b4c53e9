namespace EchoApp.Hosting.Dashboard.Streaming;

/// <summary>Wakes those who wait for the next change. Ask for <see cref="Next"/>, look, and then wait for it: no change is missed.</summary>
internal sealed class ChangeSignal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _next;

    public Task Next()
    {
        lock (_gate)
        {
            return (_next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    public void Set()
    {
        TaskCompletionSource? waited;
        lock (_gate)
        {
            (waited, _next) = (_next, null);
        }

        waited?.SetResult();
    }
}
