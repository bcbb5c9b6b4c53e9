using System.Diagnostics;

namespace EchoApp.Web.Storage;

/// <summary>
/// The one thread that writes to a store. It takes everything that has come while it committed as the next batch, so that batches grow with the load
/// and nobody waits for a timer.
/// </summary>
internal sealed class GroupCommit
{
    private const long MostBytes = 8 * 1024 * 1024;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly Action<List<PendingAppend>> _commit;
    private readonly CommitMetrics? _metrics;
    private readonly Thread _thread;
    private List<PendingAppend> _appends = [];
    private Queue<Action> _operations = [];
    private bool _isEnded;
    private volatile Exception? _failure;
    private long _busySince;

    /// <param name="commit">
    /// Stores a batch, and says of each member whether it is stored. What it throws is the failure of all of them: <see cref="StoreUnavailableException"/>
    /// where the store is to blame.
    /// </param>
    /// <param name="metrics">What measures it; null for nothing.</param>
    public GroupCommit(Action<List<PendingAppend>> commit, CommitMetrics? metrics)
    {
        (_commit, _metrics) = (commit, metrics);
        _thread = new Thread(Run) { IsBackground = true, Name = "store writer" };
        _thread.Start();
    }

    /// <summary>Whether the last batch has found no room.</summary>
    public bool IsFull => _failure is StoreUnavailableException { IsFull: true };

    /// <inheritdoc cref="IRequestStore.AppendAsync"/>
    public ValueTask<bool> AppendAsync(CapturedRequest request)
    {
        var pending = new PendingAppend(request);
        lock (_gate)
        {
            RefuseEnded();
            _appends.Add(pending);
            Monitor.Pulse(_gate);
        }

        return new(pending.Committed);
    }

    /// <summary>Runs something on the thread that writes, between two batches.</summary>
    public Task<T> ExecuteAsync<T>(Func<T> operation)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            RefuseEnded();
            _operations.Enqueue(() => Execute(operation, completion));
            Monitor.Pulse(_gate);
        }

        return completion.Task;
    }

    /// <summary>Ends once everything that waits is committed, or has failed; but does not wait for long for a store that says nothing.</summary>
    /// <returns>Whether it has ended, and uses nothing any longer.</returns>
    public bool End()
    {
        lock (_gate)
        {
            _isEnded = true;
            Monitor.Pulse(_gate);
        }

        return _thread.Join(_patience);
    }

    /// <summary>Where the last batch was not stored, or the store has not come to an end with what it was given last, tries whether something can be: nobody may send anything as long as there is said to be no store.</summary>
    /// <param name="write">Writes something that changes nothing, or throws.</param>
    public async Task RetryFailedAsync(Func<Task> write)
    {
        if (_failure is not null || IsStuck)
        {
            await write();
            _failure = null;
        }
    }

    private bool IsStuck => Volatile.Read(ref _busySince) is not 0 and var since && Stopwatch.GetElapsedTime(since) > _patience;

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
            List<PendingAppend> batch;
            Queue<Action> operations;
            bool isEnded;
            lock (_gate)
            {
                Volatile.Write(ref _busySince, 0);
                while (_appends.Count == 0 && _operations.Count == 0 && !_isEnded)
                {
                    Monitor.Wait(_gate);
                }

                (batch, _appends) = (_appends, []);
                (operations, _operations) = (_operations, []);
                isEnded = _isEnded;
                Volatile.Write(ref _busySince, Stopwatch.GetTimestamp());
            }

            while (operations.TryDequeue(out var operation))
            {
                operation();
            }

            for (var start = 0; start < batch.Count;)
            {
                var silence = start > 0 && _failure is StoreUnavailableException { IsSilent: true } failure ? failure : null;
                var count = silence is null ? CountFirst(batch, start) : batch.Count - start;
                Commit(start == 0 && count == batch.Count ? batch : batch.GetRange(start, count), silence);
                start += count;
            }

            if (isEnded)
            {
                return;
            }
        }
    }

    /// <summary>How many from there on make a batch of at most so many bytes: what is long is not to fail for the company that it is in.</summary>
    private static int CountFirst(List<PendingAppend> batch, int start)
    {
        var bytes = 0L;
        var end = start;
        do
        {
            bytes += batch[end].Request.Size;
            end++;
        }
        while (end < batch.Count && bytes + batch[end].Request.Size <= MostBytes);

        return end - start;
    }

    /// <param name="batch">What is to be stored.</param>
    /// <param name="silence">That the store has not answered those before, who have come together with these; null where it may.</param>
    private void Commit(List<PendingAppend> batch, StoreUnavailableException? silence)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            if (silence is null)
            {
                _commit(batch);
            }

            batch.ForEach(pending => pending.Failure ??= silence);
        }
        catch (Exception exception)
        {
            batch.ForEach(pending => pending.Failure ??= exception);
        }

        var took = Stopwatch.GetElapsedTime(started);
        var failure = batch.Find(pending => pending.Failure is not null)?.Failure;
        _failure = failure;

        // One item for all of them: they have little left to do, and a thread each would cost more than that.
        ThreadPool.UnsafeQueueUserWorkItem(Complete, batch, preferLocal: false);
        _metrics?.Record(batch.Count, took, failure);
    }
}
