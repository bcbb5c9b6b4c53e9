namespace EchoApp.Web.Memory;

/// <summary>
/// Gives the runtime's heap back to the system once a crowd has left: what it left behind would stay until the next collection, and an idle
/// process makes none.
/// </summary>
internal sealed class HeapTrimmer : IHostedService, IDisposable
{
    /// <summary>Bytes of the budget that were held by a crowd, and not by somebody's large upload.</summary>
    private const long Crowd = 16 * 1024 * 1024;

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);

    private readonly MemoryBudget _budget;
    private readonly ITimer _timer;

    public HeapTrimmer(MemoryBudget budget, TimeProvider time)
    {
        _budget = budget;
        _timer = time.CreateTimer(static state => ((HeapTrimmer)state!).Trim(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _budget.WhenRelieved(Crowd, () => _timer.Change(_pause, Timeout.InfiniteTimeSpan));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _timer.Dispose();

    /// <summary>With others come in the meantime, it waits for them to leave.</summary>
    private void Trim()
    {
        if (_budget.Used <= Crowd / 4)
        {
            _budget.ForgetPeak();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
