namespace EchoApp.Web.Storage.Sqlite;

/// <summary>Tells of every commit: this process makes them all.</summary>
internal sealed class ChangeWatch
{
    private readonly Lock _lock = new();
    private Action? _changed;

    /// <summary>Requests have been committed.</summary>
    public void Tell() => Volatile.Read(ref _changed)?.Invoke();

    /// <inheritdoc cref="IRequestStore.WatchAsync"/>
    public async Task WatchAsync(Action changed, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _changed += changed;
        }

        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        finally
        {
            lock (_lock)
            {
                _changed -= changed;
            }
        }
    }
}
