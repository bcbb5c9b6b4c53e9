namespace EchoApp.Hosting.Pipelines.Progress;

/// <summary>Does something when it is disposed.</summary>
internal sealed class AsyncRelease(Func<Task> release) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => new(release());
}
