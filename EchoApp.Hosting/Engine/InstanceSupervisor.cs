using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Health;
using EchoApp.Hosting.Engine.Specs;
using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Engine;

/// <summary>Keeps one instance: waits, starts, watches and stops it, again and again as it is told.</summary>
internal sealed partial class InstanceSupervisor(
    ResourceInstance instance,
    SpecResolver resolver,
    IReadOnlyList<IResourceLauncher> launchers,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    HealthMonitor health,
    TimeProvider timeProvider) : IDisposable
{
    /// <summary>How long a process may take to end before it is killed.</summary>
    public static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ILogger _logger = loggers.GetLogger(instance.Id);
    private CancellationTokenSource _stopRequested = new();
    private CancellationTokenSource _waitSkipped = new();
    private Task _life = Task.CompletedTask;

    public ResourceInstance Instance => instance;

    /// <summary>Whether it is over and nobody asked for that: it has failed, or it has done its work.</summary>
    public bool HasEndedByItself { get; private set; }

    public event Action? Ended;

    /// <summary>Begins to wait for what it depends on, and then starts. Told again while it waits, it waits no longer.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!_life.IsCompleted)
            {
                await _waitSkipped.CancelAsync();
                return;
            }

            Begin();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Returns when the instance is over.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await EndAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await EndAsync();
            Begin();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Stops the project, builds it, and starts it again.</summary>
    /// <exception cref="DistributedApplicationException">The build failed; the project stays stopped.</exception>
    public async Task RebuildAsync(ProjectResource project, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await EndAsync();
            await PublishAsync(KnownResourceStates.Building);
            try
            {
                await Start(resolver.BuildOf(project, instance.Id), async build =>
                {
                    if (await build.Exited.WaitAsync(cancellationToken) is not 0 and var code)
                    {
                        throw new DistributedApplicationException($"the build ended with code {code}; its lines are above.");
                    }
                }, cancellationToken);
            }
            catch (Exception exception)
            {
                await FailAsync(exception);
                throw;
            }

            Begin();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        _stopRequested.Dispose();
        _waitSkipped.Dispose();
    }

    private void Begin()
    {
        HasEndedByItself = false;
        _stopRequested = new CancellationTokenSource();
        _waitSkipped = CancellationTokenSource.CreateLinkedTokenSource(_stopRequested.Token);
        _life = LiveAsync(_stopRequested.Token, _waitSkipped.Token);
    }

    private async Task EndAsync()
    {
        await _stopRequested.CancelAsync();
        await _life;
    }

    private async Task LiveAsync(CancellationToken stopRequested, CancellationToken waitSkipped)
    {
        await Task.Yield();
        try
        {
            await WaitAsync(stopRequested, waitSkipped);
            await PublishAsync(KnownResourceStates.Starting);
            var spec = await resolver.ResolveAsync(instance, _logger, stopRequested);
            await Start(spec, running => RunAsync(spec, running, stopRequested), stopRequested);
        }
        catch (OperationCanceledException) when (stopRequested.IsCancellationRequested)
        {
            await PublishAsync(KnownResourceStates.NotStarted);
        }
        catch (Exception exception)
        {
            // The boundary of the resource: whatever keeps it from starting becomes its state.
            await FailAsync(exception);
        }

        HasEndedByItself = !stopRequested.IsCancellationRequested;
        Ended?.Invoke();
    }

    private async Task WaitAsync(CancellationToken stopRequested, CancellationToken waitSkipped)
    {
        if (!instance.Resource.HasAnnotationOfType<WaitAnnotation>())
        {
            return;
        }

        await PublishAsync(KnownResourceStates.Waiting);
        try
        {
            await notifications.WaitForDependenciesAsync(instance.Resource, waitSkipped);
        }
        catch (OperationCanceledException) when (!stopRequested.IsCancellationRequested && waitSkipped.IsCancellationRequested)
        {
            Log.WaitSkipped(_logger);
        }
    }

    private async Task Start(ResourceSpec spec, Func<IRunningInstance, Task> use, CancellationToken cancellationToken)
    {
        var launcher = launchers.FirstOrDefault(launcher => launcher.Accepts(spec))
            ?? throw new InvalidOperationException($"Nothing can start a {spec.GetType().Name}.");
        await using var running = await launcher.StartAsync(spec, loggers.Log(instance.Id), cancellationToken);
        await use(running);
    }

    private async Task RunAsync(ResourceSpec spec, IRunningInstance running, CancellationToken stopRequested)
    {
        await PublishRunningAsync(spec, running);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopRequested);
        var monitoring = MonitorAsync(over.Token);
        await running.Exited.WaitAsync(stopRequested).ContinueWith(static _ => { }, TaskScheduler.Default);
        await over.CancelAsync();
        await monitoring;
        var asked = !running.Exited.IsCompleted;
        if (asked)
        {
            await PublishAsync(KnownResourceStates.Stopping);
            await running.StopAsync(StopGrace);
        }

        await PublishExitAsync(await running.Exited, asked);
    }

    private async Task MonitorAsync(CancellationToken cancellationToken)
    {
        try
        {
            await health.MonitorAsync(instance, cancellationToken);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Started by command, without waiting any longer.")]
        public static partial void WaitSkipped(ILogger logger);

        [LoggerMessage(Level = LogLevel.Error, Message = "{reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
