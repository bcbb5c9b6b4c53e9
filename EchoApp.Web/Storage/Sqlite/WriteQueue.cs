namespace EchoApp.Web.Storage.Sqlite;

/// <summary>What waits to be written, each in a transaction of its own.</summary>
internal sealed class WriteQueue(GroupCommit commits, DiskRoom room)
{
    /// <inheritdoc cref="IRequestStore.AppendAsync"/>
    public ValueTask<bool> AppendAsync(CapturedRequest request) => commits.AppendAsync(request);

    /// <param name="operation">What is undone when it fails: it may run more than once.</param>
    public Task<T> ExecuteAsync<T>(Func<T> operation) => commits.ExecuteAsync(() => room.Run(operation));
}
