namespace EchoApp.Hosting.Dashboard.Telemetry.Storage;

/// <summary>A number that only grows, and who waits for it to. Raising it costs next to nothing while nobody waits.</summary>
internal sealed class ChangeSignal
{
    private readonly Lock _gate = new();
    private long _value;
    private TaskCompletionSource? _waiting;

    public long Value => Volatile.Read(ref _value);

    public void Increment() => Raise(value => value + 1);

    public void RaiseTo(long value) => Raise(now => Math.Max(now, value));

    /// <summary>Returns the value as soon as it is greater than <paramref name="seen"/>.</summary>
    public async Task<long> WaitAsync(long seen, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_value > seen)
                {
                    return _value;
                }

                _waiting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                changed = _waiting.Task;
            }

            await changed.WaitAsync(cancellationToken);
        }
    }

    private void Raise(Func<long, long> change)
    {
        TaskCompletionSource? waiting;
        lock (_gate)
        {
            Volatile.Write(ref _value, change(_value));
            (waiting, _waiting) = (_waiting, null);
        }

        waiting?.SetResult();
    }
}
