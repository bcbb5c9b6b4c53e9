namespace EchoApp.Web.Memory;

/// <summary>
/// Gives memory back to the system once a crowd has left, and once after the start: what these left behind on the heap would stay until the next
/// collection, and an idle process makes none. The server's buffers are looked at in passing.
/// </summary>
internal sealed class MemoryTrimmer : IHostedService, IDisposable
{
    /// <summary>Bytes of the budget that were held by a crowd, and not by somebody's large upload.</summary>
    private const long Crowd = 16 * 1024 * 1024;

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _buffersPeriod = TimeSpan.FromSeconds(5);

    private readonly MemoryBudget _budget;
    private readonly ServerBuffers _serverBuffers;
    private readonly ITimer _timer;
    private readonly ITimer _bufferTimer;
    private bool _isArmed;

    public MemoryTrimmer(MemoryBudget budget, ServerBuffers buffers, TimeProvider time)
    {
        _budget = budget;
        _serverBuffers = buffers;
        _timer = time.CreateTimer(static state => ((MemoryTrimmer)state!).Trim(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _bufferTimer = time.CreateTimer(static state => ((MemoryTrimmer)state!).TrimBuffers(), this, _buffersPeriod, _buffersPeriod);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _budget.WhenRelieved(Crowd, TrimSoon);
        TrimSoon();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _timer.Dispose();
        _bufferTimer.Dispose();
    }

    private void TrimSoon()
    {
        if (Interlocked.Exchange(ref _isArmed, true) == false)
        {
            _timer.Change(_pause, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>With others come in the meantime, it waits for them to leave.</summary>
    private void Trim()
    {
        Volatile.Write(ref _isArmed, false);
        if (_budget.Used <= Crowd / 4)
        {
            _budget.ForgetPeak();
            _serverBuffers.Trim();
            Collect();
        }
    }

    private void TrimBuffers()
    {
        if (_serverBuffers.Trim() >= Crowd)
        {
            Collect();
        }
    }

    private static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
