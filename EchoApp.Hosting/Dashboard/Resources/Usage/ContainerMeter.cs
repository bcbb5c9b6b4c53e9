using System.Collections.Concurrent;
using EchoApp.Hosting.Engine.Containers;

namespace EchoApp.Hosting.Dashboard.Resources.Usage;

/// <summary>Has the engine tell what containers use, by one command that goes on as long as they are the same.</summary>
internal sealed class ContainerMeter(ContainerCli cli) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ContainerUse> _latest = new();
    private CancellationTokenSource _changed = new();
    private string[] _watched = [];
    private Task _following = Task.CompletedTask;

    /// <summary>From now on these containers are watched. An engine that cannot tell is not asked again for the same ones.</summary>
    public async Task WatchAsync(IEnumerable<string> containerIds)
    {
        string[] ids = [.. containerIds.Order(StringComparer.Ordinal)];
        if (ids.SequenceEqual(_watched))
        {
            return;
        }

        await EndAsync();
        _watched = ids;
        _changed = new CancellationTokenSource();
        _following = ids.Length == 0 ? Task.CompletedTask : FollowAsync(ids, _changed.Token);
    }

    /// <summary>What came last of the container, once.</summary>
    public ContainerUse? Take(string containerId) =>
        _latest.Keys.FirstOrDefault(id => containerId.StartsWith(id, StringComparison.Ordinal)) is { } key && _latest.TryRemove(key, out var use) ? use : null;

    public async ValueTask DisposeAsync() => await EndAsync();

    private async Task EndAsync()
    {
        await _changed.CancelAsync();
        await _following;
        _changed.Dispose();
        _latest.Clear();
    }

    private async Task FollowAsync(string[] ids, CancellationToken cancellationToken)
    {
        try
        {
            await cli.FollowAsync(["stats", "--no-trunc", "--format", ContainerUse.Format, .. ids], Take, cancellationToken);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ContainerRuntimeUnhealthyException)
        {
            // There is nothing to show then.
        }
    }

    private void Take(string line, bool isError)
    {
        if (!isError && ContainerUse.TryParse(line, out var use))
        {
            _latest[use.Id] = use;
        }
    }
}
