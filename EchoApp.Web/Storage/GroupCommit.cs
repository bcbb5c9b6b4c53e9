namespace EchoApp.Web.Storage;

/// <summary>
/// The one thread that writes to a store. It takes everything that has come while it committed as the next batch, so that batches grow with the load
/// and nobody waits for a timer.
/// </summary>
internal sealed class GroupCommit : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _work = new(0);
    private readonly Action<List<PendingAppend>> _commit;
    private readonly Thread _thread;
    private List<PendingAppend> _appends = [];
    private Queue<Action> _operations = [];
    private bool _isEnded;

    /// <param name="commit">
    /// Stores a batch, and says of each member whether it is stored. What it throws is the failure of all of them: <see cref="StoreUnavailableException"/>
    /// where the store is to blame.
    /// </param>
    public GroupCommit(Action<List<PendingAppend>> commit)
    {
        _commit = commit;
        _thread = new Thread(Run) { IsBackground = true, Name = "store writer" };
        _thread.Start();
    }

    /// <inheritdoc cref="IRequestStore.AppendAsync"/>
    public ValueTask<bool> AppendAsync(CapturedRequest request)
    {
        var pending = new PendingAppend(request);
        lock (_lock)
        {
            RefuseEnded();
            _appends.Add(pending);
            Wake();
        }

        return new(pending.Committed);
    }

    /// <summary>Runs something on the thread that writes, between two batches.</summary>
    public Task<T> ExecuteAsync<T>(Func<T> operation)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            RefuseEnded();
            _operations.Enqueue(() => Execute(operation, completion));
            Wake();
        }

        return completion.Task;
    }

    /// <summary>Ends once everything that waits is committed, or has failed.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isEnded)
            {
                return;
            }

            _isEnded = true;
            Wake();
        }

        _thread.Join();
        _work.Dispose();
    }

    private static void Execute<T>(Func<T> operation, TaskCompletionSource<T> completion)
    {
        try
        {
            completion.SetResult(operation());
        }
        catch (Exception exception)
        {
            completion.SetException(exception);
        }
    }

    private static void Complete(List<PendingAppend> batch)
    {
        foreach (var pending in batch)
        {
            pending.Complete();
        }
    }

    private void Wake()
    {
        if (_work.CurrentCount == 0)
        {
            _work.Release();
        }
    }

    private void RefuseEnded()
    {
        if (_isEnded)
        {
            throw new StoreUnavailableException("The service is stopping.");
        }
    }

    private void Run()
    {
        while (true)
        {
            _work.Wait();
            List<PendingAppend> batch;
            Queue<Action> operations;
            bool isEnded;
            lock (_lock)
            {
                (batch, _appends) = (_appends, []);
                (operations, _operations) = (_operations, []);
                isEnded = _isEnded;
            }

            while (operations.TryDequeue(out var operation))
            {
                operation();
            }

            if (batch.Count > 0)
            {
                Commit(batch);
            }

            if (isEnded)
            {
                return;
            }
        }
    }

    private void Commit(List<PendingAppend> batch)
    {
        try
        {
            _commit(batch);
        }
        catch (Exception exception)
        {
            foreach (var pending in batch)
            {
                pending.Failure ??= exception;
            }
        }

        // One item for all of them: they have little left to do, and a thread each would cost more than that.
        ThreadPool.UnsafeQueueUserWorkItem(Complete, batch, preferLocal: false);
    }
}
