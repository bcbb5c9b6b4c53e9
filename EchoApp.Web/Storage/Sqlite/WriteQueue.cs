using Microsoft.Data.Sqlite;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>What waits to be written, each in a transaction of its own.</summary>
internal sealed class WriteQueue(GroupCommit commits, DiskRoom room, SqliteConnection writing)
{
    /// <inheritdoc cref="IRequestStore.AppendAsync"/>
    public ValueTask<bool> AppendAsync(CapturedRequest request) => commits.AppendAsync(request);

    /// <param name="operation">What is undone when it fails: it may run more than once.</param>
    public Task<T> ExecuteAsync<T>(Func<T> operation) => commits.ExecuteAsync(() => room.Run(operation));

    /// <summary>Runs one statement that changes something.</summary>
    /// <returns>How many rows it has changed.</returns>
    public Task<int> RunAsync(string sql, params (string Name, object Value)[] parameters) => ExecuteAsync(() =>
    {
        using var write = new WriteCommand(writing);
        var count = write.Set(sql, parameters).Run();
        write.Commit();
        return count;
    });

    /// <summary>Runs one statement that changes some rows at a time until there are none left, so that what is captured meanwhile does not wait for long.</summary>
    /// <returns>How many rows it has changed.</returns>
    public async Task<long> RunAllAsync(string sql, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        var sum = 0L;
        while (await RunAsync(sql, parameters) is > 0 and var count)
        {
            sum += count;
            cancellationToken.ThrowIfCancellationRequested();
        }

        return sum;
    }
}
