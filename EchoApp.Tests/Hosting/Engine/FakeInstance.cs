using EchoApp.Hosting.Engine;
using EchoApp.Hosting.Engine.Logs;
using EchoApp.Hosting.Engine.Specs;

namespace EchoApp.Tests.Hosting.Engine;

/// <summary>A running instance without a process: it ends when the test says so, or as <see cref="OnStop"/> does when asked.</summary>
internal sealed class FakeInstance(ResourceSpec spec, InstanceLog log) : IRunningInstance
{
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<TimeSpan> _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ResourceSpec Spec => spec;

    public InstanceLog Log => log;

    public int? ProcessId => 4711;

    public string? ContainerId => spec is ContainerSpec ? "4711abcd" : null;

    public Task<int> Exited => _exited.Task;

    /// <summary>Completes with the grace when it is asked to stop.</summary>
    public Task<TimeSpan> Asked => _asked.Task;

    /// <summary>The grace of the last time that it was asked to stop.</summary>
    public TimeSpan? Grace { get; private set; }

    public TimeSpan StopGrace => TimeSpan.FromSeconds(15);

    public bool OutlivesApplication => false;

    public bool IsDisposed { get; private set; }

    /// <summary>What it does when it is asked to stop.</summary>
    public Func<FakeInstance, Task> OnStop { get; set; } = instance =>
    {
        instance.Exit(143);
        return Task.CompletedTask;
    };

    public void Exit(int code) => _exited.TrySetResult(code);

    public async Task StopAsync(TimeSpan grace)
    {
        Grace = grace;
        _asked.TrySetResult(grace);
        await OnStop(this);
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        Exit(137);
        return ValueTask.CompletedTask;
    }
}
