using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using EchoApp.Hosting.Engine.Logs;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The lines that resources write, by instance id or, for a resource with one instance, by its name.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, InstanceLog> _logs = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _instanceOfResource = new(StringComparer.OrdinalIgnoreCase);
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

    public ILogger GetLogger(string resourceName) => new InstanceLogger(Log(resourceName));

    /// <summary>The lines kept, then those to come, in batches.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return WatchAsync(resource.Name);
    }

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => FollowAsync(Log(resourceName));

    /// <summary>The lines kept.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return GetAllAsync(resource.Name);
    }

    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName) =>
        new[] { Lines(Log(resourceName).Kept()) }.ToAsyncEnumerable();

    /// <summary>Ends those who watch the resource.</summary>
    public void Complete(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        Complete(resource.Name);
    }

    public void Complete(string name) => Log(name).Complete();

    public void ClearBacklog(string resourceName) => Log(resourceName).Clear();

    public void Dispose()
    {
        foreach (var log in _logs.Values)
        {
            log.Complete();
        }

        GC.SuppressFinalize(this);
    }

    internal InstanceLog Log(string name) => _logs.GetOrAdd(_instanceOfResource.GetValueOrDefault(name, name), id =>
    {
        var log = new InstanceLog(_timeProvider) { InstanceId = id };
        log.Appended += entry => Appended?.Invoke(entry);
        return log;
    });

    /// <summary>From now on the resource's name stands for this instance of it, also for those who have begun to watch it by its name.</summary>
    internal void SetInstance(string resourceName, string instanceId)
    {
        _instanceOfResource[resourceName] = instanceId;
        if (_logs.TryRemove(resourceName, out var early))
        {
            early.InstanceId = instanceId;
            _logs[instanceId] = early;
        }
    }

    /// <summary>The name of the resource that the instance belongs to.</summary>
    internal string ResourceOf(string instanceId) => _instanceOfResource.FirstOrDefault(pair => pair.Value == instanceId).Key ?? instanceId;

    private static async IAsyncEnumerable<IReadOnlyList<LogLine>> FollowAsync(
        InstanceLog log, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var follower = log.Follow();
        try
        {
            while (await follower.Reader.WaitToReadAsync(cancellationToken))
            {
                var batch = new List<LogEntry>();
                while (follower.Reader.TryRead(out var entry))
                {
                    batch.Add(entry);
                }

                yield return Lines(batch);
            }
        }
        finally
        {
            log.Unfollow(follower);
        }
    }

    private static LogLine[] Lines(IReadOnlyList<LogEntry> entries) =>
    [
        .. entries.Select(entry => new LogLine(
            entry.Number, string.Create(CultureInfo.InvariantCulture, $"{entry.Time:yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'} {entry.Text}"), entry.IsError)),
    ];
}
