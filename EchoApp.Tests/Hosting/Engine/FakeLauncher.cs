using System.Collections.Concurrent;
using EchoApp.Hosting.Engine;
using EchoApp.Hosting.Engine.Logs;
using EchoApp.Hosting.Engine.Specs;

namespace EchoApp.Tests.Hosting.Engine;

/// <summary>Starts nothing but <see cref="FakeInstance"/>s, and remembers them in order.</summary>
internal sealed class FakeLauncher : IResourceLauncher
{
    private readonly ConcurrentQueue<FakeInstance> _started = new();

    public IReadOnlyList<string> Started => [.. _started.Select(Name)];

    /// <summary>Runs before a resource of this name is started; may throw, or take its time.</summary>
    public ConcurrentDictionary<string, Func<CancellationToken, Task>> OnStart { get; } = new();

    public ConcurrentDictionary<string, Func<FakeInstance, Task>> OnStop { get; } = new();

    public bool Accepts(ResourceSpec spec) => true;

    public async Task<IRunningInstance> StartAsync(ResourceSpec spec, InstanceLog log, CancellationToken cancellationToken)
    {
        var instance = new FakeInstance(spec, log);
        if (OnStart.TryGetValue(Name(instance), out var onStart))
        {
            await onStart(cancellationToken);
        }

        if (OnStop.TryGetValue(Name(instance), out var onStop))
        {
            instance.OnStop = onStop;
        }

        _started.Enqueue(instance);
        return instance;
    }

    /// <summary>The resource's instance of the given number, from 1, once it has been started.</summary>
    public async Task<FakeInstance> InstanceAsync(string resource, int number = 1)
    {
        await Eventually.TrueAsync(() => Instances(resource).Count() >= number, $"'{resource}' was started {number} times");
        return Instances(resource).ElementAt(number - 1);
    }

    /// <summary>What was started last for the instance of this id.</summary>
    public FakeInstance? Of(string instanceId) => _started.LastOrDefault(instance => instance.Spec.InstanceId == instanceId);

    private IEnumerable<FakeInstance> Instances(string resource) => _started.Where(instance => Name(instance) == resource);

    private static string Name(FakeInstance instance) => instance.Spec.InstanceId[..instance.Spec.InstanceId.LastIndexOf('-')];
}
