using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using EchoApp.Hosting.Engine.Logs;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The lines that resources write, by instance id or, for all instances of a resource, by its name.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, InstanceLog> _logs = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IReadOnlyList<string>> _instances = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _gate = new();
    private readonly TimeProvider _timeProvider;

    public ResourceLoggerService() : this(TimeProvider.System)
    {
    }

    internal ResourceLoggerService(TimeProvider timeProvider) => _timeProvider = timeProvider;

    /// <summary>Every line of every instance, on the thread that read it.</summary>
    internal event Action<LogEntry>? Appended;

    public ILogger GetLogger(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetLogger(resource.Name);
    }

    public ILogger GetLogger(string resourceName) => new InstanceLogger(() => Logs(resourceName));

    /// <summary>The lines kept, then those to come, in batches.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return WatchAsync(resource.Name);
    }

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => FollowAsync(resourceName);

    /// <summary>The lines kept, those of several instances by their time.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetAllAsync(resource.Name);
    }

    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName) =>
        new[] { Lines([.. Logs(resourceName).SelectMany(log => log.Kept()).OrderBy(entry => entry.Time)]) }.ToAsyncEnumerable();

    /// <summary>Ends those who watch the resource.</summary>
    public void Complete(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        Complete(resource.Name);
    }

    public void Complete(string name) => Logs(name).ForEach(log => log.Complete());

    public void ClearBacklog(string resourceName) => Logs(resourceName).ForEach(log => log.Clear());

    public void Dispose()
    {
        foreach (var log in _logs.Values)
        {
            log.Complete();
        }

        GC.SuppressFinalize(this);
    }

    internal InstanceLog Log(string instanceId) => _logs.GetOrAdd(instanceId, id =>
    {
        var log = new InstanceLog(_timeProvider) { InstanceId = id };
        log.Appended += entry => Appended?.Invoke(entry);
        return log;
    });

    /// <summary>From now on the resource's name stands for these instances of it, also for those who have begun to watch it by its name.</summary>
    internal void SetInstances(string resourceName, IReadOnlyList<string> instanceIds)
    {
        lock (_gate)
        {
            _instances[resourceName] = instanceIds;
            if (_logs.TryRemove(resourceName, out var early))
            {
                early.InstanceId = instanceIds[0];
                _logs[early.InstanceId] = early;
                foreach (var other in instanceIds.Skip(1))
                {
                    early.ShareFollowers(Log(other));
                }
            }
        }
    }

    /// <summary>The name of the resource that the instance belongs to.</summary>
    internal string ResourceOf(string instanceId)
    {
        lock (_gate)
        {
            return _instances.FirstOrDefault(pair => pair.Value.Contains(instanceId, StringComparer.OrdinalIgnoreCase)).Key ?? instanceId;
        }
    }

    /// <summary>The instance that has the lines written by this name.</summary>
    internal string OwnerOf(string name)
    {
        lock (_gate)
        {
            return _instances.GetValueOrDefault(name, [name])[0];
        }
    }

    private List<InstanceLog> Logs(string name)
    {
        lock (_gate)
        {
            return [.. _instances.GetValueOrDefault(name, [name]).Select(Log)];
        }
    }

    private LogFollower Follow(string name)
    {
        var follower = new LogFollower();
        lock (_gate)
        {
            Logs(name).ForEach(log => log.Follow(follower));
        }

        follower.End();
        return follower;
    }

    private async IAsyncEnumerable<IReadOnlyList<LogLine>> FollowAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var follower = Follow(name);
        try
        {
            while (await follower.Entries.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<LogEntry>();
                while (follower.Entries.TryRead(out var entry))
                {
                    batch.Add(entry);
                }

                yield return Lines(batch);
            }
        }
        finally
        {
            Logs(name).ForEach(log => log.Unfollow(follower));
        }
    }

    private static LogLine[] Lines(IReadOnlyList<LogEntry> entries) =>
    [
        .. entries.Select(entry => new LogLine(
            entry.Number, string.Create(CultureInfo.InvariantCulture, $"{entry.Time:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'} {entry.Text}"), entry.IsError)),
    ];
}
